import { asking, notAsking, step, type Refused, type Spoken } from './sentence.ts';

/** English of those who look after invitations. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('meetingMigrations', { people: [] })],
    ['invitations', 'show invitations', 'meeting migrations', 'status of invitations'],
  ),
  ...asking(
    [step('meetingMigrations', { people: ['amos'] })],
    ['invitations of amos', "amos's invitations", 'migration status of amos', 'show the invitations of amos'],
  ),
  ...asking(
    [step('meetingMigrations', { state: 'Failed', people: [] })],
    ['failed invitations', 'failed migrations', 'invitations that failed'],
  ),
  ...asking(
    [step('migrateMeetings', { people: ['amos'] })],
    [
      'update invitations of amos',
      "update amos's invitations",
      'update the invitations of amos now',
      'migrate meetings of amos',
      "update amos's meetings",
    ],
  ),
  ...asking([step('retryMigrations', {})], ['retry failed invitations', 'retry invitations']),
  ...asking(
    [step('bulk', { steps: [{ operation: 'migrateMeetings', input: {} }], everybody: true })],
    ['update invitations for everybody'],
  ),
];

/** Sentences that change nothing. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', ["don't update the invitations of amos"]),
  ...notAsking('past', ["did you update amos's invitations"]),
];
