import { asking, notAsking, step, type Refused, type Spoken } from './sentence.ts';

/** English of those who take calls, and of admins whose callers guess. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('simulateCall', { people: ['amos'] })],
    [
      'simulate a call to amos',
      'simulate a phone call to amos',
      'simulate calling amos',
      'try a call to amos',
    ],
  ),
  ...asking(
    [step('unlockCaller', { caller: '+46 70 123 45 67' })],
    [
      'unlock +46 70 123 45 67',
      'unlock caller +46 70 123 45 67',
      'unlock the caller +46 70 123 45 67',
      'please unblock +46 70 123 45 67',
      'unlock the number +46 70 123 45 67',
    ],
  ),
  ...asking(
    [step('unlockCaller', { caller: null })],
    [
      'unlock hidden callers',
      'unlock callers who hide their number',
      'unblock hidden numbers',
      'unlock private numbers',
      'unlock unknown callers',
      'unlock anonymous numbers',
      'unlock callers with a hidden number',
    ],
  ),
  ...asking(
    [step('why', { people: ['amos'] })],
    [
      "why can't amos's callers get in",
      "why don't amos's callers get in",
      "why won't amos's callers get in",
      "why can amos's callers not get in",
      "why are amos's callers not let in",
    ],
  ),
  ...asking(
    [step('changeSettings', { EnableNameRecording: false })],
    [
      "don't ask callers for their name",
      'stop asking callers for their name',
      'do not ask callers to say their name',
      'never ask callers for a name',
    ],
  ),
  ...asking(
    [step('changeSettings', { EnableNameRecording: true })],
    ['ask callers for their name', 'ask the callers to say their name'],
  ),
  ...asking(
    [step('changeSettings', { EntryExitAnnouncementsType: 'ToneOnly' })],
    ['set how it is announced to ToneOnly'],
  ),
  ...asking([step('why', { people: ['me'] })], ['why do callers wait']),
  ...asking(
    [step('unlockPin', { people: ['amos'] })],
    [
      'unlock amos',
      'please unlock amos',
      "unlock amos's PIN",
      'unlock the PIN of amos',
      'unblock amos',
      'unlock PIN for amos',
    ],
  ),
  ...asking(
    [step('admitCallers', {})],
    [
      'let my callers in',
      'admit my callers',
      'let them in',
      'let everybody in',
      'let the callers in',
      'admit callers',
    ],
  ),
  ...asking(
    [step('newMeeting', {})],
    ['new meeting', 'create a new meeting', 'create a meeting', 'a new meeting please'],
  ),
  ...asking(
    [step('endMeeting', { conferenceId: '5551234' })],
    ['remove meeting 5551234', 'remove the meeting 5551234', 'delete meeting 5551234'],
  ),
  ...asking([step('newMeeting', { title: 'Budget' })], ['new meeting "Budget"']),
];

/** Sentences that change nothing. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', ["don't unlock amos"]),
  ...notAsking('unknown', ['do not let my callers in']),
  ...notAsking('past', ['did you unlock amos']),
];
