import { asking, notAsking, step, type Refused, type Spoken } from './sentence.ts';

/** Swedish of those who take calls, and of admins whose callers guess. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('simulateCall', { people: ['amos'] })],
    ['simulera ett samtal till amos', 'simulera samtal till amos'],
  ),
  ...asking(
    [step('unlockCaller', { caller: '+46 70 123 45 67' })],
    ['lås upp +46 70 123 45 67', 'lås upp uppringaren +46 70 123 45 67', 'lås upp numret +46 70 123 45 67'],
  ),
  ...asking(
    [step('unlockCaller', { caller: null })],
    [
      'lås upp dolda uppringare',
      'lås upp uppringare med dolt nummer',
      'lås upp dolda nummer',
      'lås upp dolt nummer',
      'lås upp de som döljer sitt nummer',
    ],
  ),
  ...asking(
    [step('why', { people: ['amos'] })],
    ['varför kommer inte amos uppringare in', 'varför släpps inte amos uppringare in'],
  ),
  ...asking(
    [step('changeSettings', { EnableNameRecording: false })],
    ['fråga inte uppringare efter namn', 'be inte uppringare säga sitt namn'],
  ),
  ...asking(
    [step('changeSettings', { EnableNameRecording: true })],
    ['be uppringare att säga sitt namn', 'fråga uppringare efter namn'],
  ),
  ...asking(
    [step('changeSettings', { EntryExitAnnouncementsType: 'ToneOnly' })],
    [
      'sätt annonsering till ToneOnly',
      'sätt meddelanden i mötet till ToneOnly',
      'sätt hur det meddelas till ToneOnly',
    ],
  ),
  ...asking([step('changeSettings', { EnableEntryExitNotifications: false })], ['stäng av annonseringar']),
  ...asking([step('why', { people: ['me'] })], ['varför väntar uppringare']),
  ...asking(
    [step('unlockPin', { people: ['amos'] })],
    ['lås upp amos', 'lås upp PIN-koden för amos', 'låsa upp amos'],
  ),
  ...asking([step('admitCallers', {})], ['släpp in mina uppringare', 'släpp in dem', 'släpp in uppringarna']),
  ...asking([step('newMeeting', {})], ['nytt möte', 'skapa ett nytt möte', 'skapa möte']),
  ...asking(
    [step('endMeeting', { conferenceId: '5551234' })],
    ['ta bort möte 5551234', 'ta bort mötet 5551234'],
  ),
  ...asking([step('newMeeting', { title: 'Budget' })], ['nytt möte ”Budget”']),
];

/** Sentences that change nothing. */
export const NOT_DONE: readonly Refused[] = [...notAsking('denial', ['lås inte upp amos'])];
