import { asking, notAsking, step, type Refused, type Spoken } from './sentence.ts';

/** French of those who look after invitations. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('meetingMigrations', { people: [] })],
    ['invitations', 'afficher les invitations', 'état des migrations'],
  ),
  ...asking(
    [step('meetingMigrations', { people: ['amos'] })],
    ['invitations de amos', "les invitations d'amos", 'afficher les invitations de amos'],
  ),
  ...asking(
    [step('meetingMigrations', { state: 'Failed', people: [] })],
    ['invitations en échec', 'les invitations qui ont échoué'],
  ),
  ...asking(
    [step('migrateMeetings', { people: ['amos'] })],
    [
      'mettre à jour les invitations de amos',
      "mettez à jour les invitations d'amos",
      'mettre à jour les réunions de amos',
    ],
  ),
  ...asking(
    [step('retryMigrations', {})],
    ['réessayer les invitations en échec', 'réessayer les invitations'],
  ),
  ...asking(
    [step('bulk', { steps: [{ operation: 'migrateMeetings', input: {} }], everybody: true })],
    ['mettre à jour les invitations de tout le monde'],
  ),
];

/** Sentences that change nothing. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', ['ne mets pas à jour les invitations de amos']),
];
