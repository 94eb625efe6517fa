import { asking, notAsking, step, type Refused, type Spoken } from './sentence.ts';

/** Swedish of those who look after invitations. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('meetingMigrations', { people: [] })],
    ['inbjudningar', 'visa inbjudningar', 'migreringsstatus'],
  ),
  ...asking(
    [step('meetingMigrations', { people: ['amos'] })],
    ['inbjudningar för amos', 'visa inbjudningarna för amos'],
  ),
  ...asking(
    [step('meetingMigrations', { state: 'Failed', people: [] })],
    ['misslyckade inbjudningar', 'inbjudningar som misslyckades'],
  ),
  ...asking(
    [step('migrateMeetings', { people: ['amos'] })],
    ['uppdatera inbjudningar för amos', 'uppdatera inbjudningarna för amos', 'uppdatera möten för amos'],
  ),
  ...asking([step('retryMigrations', {})], ['försök igen med misslyckade inbjudningar']),
  ...asking(
    [step('bulk', { steps: [{ operation: 'migrateMeetings', input: {} }], everybody: true })],
    ['uppdatera inbjudningar för alla'],
  ),
];

/** Sentences that change nothing. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', ['uppdatera inte inbjudningarna för amos']),
];
