import { asking, notAsking, step, type Refused, type Spoken } from './sentence.ts';

/** English that asks the admins for something, and about what waits for their decision. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('askAdmin', { what: 'resetPin' })],
    [
      'ask for a new PIN',
      'please ask an admin to reset my pin',
      'I would like to ask for a new PIN',
      'can you ask someone to reset my PIN?',
    ],
  ),
  ...asking(
    [step('askAdmin', { what: 'resetConferenceId' })],
    ['request a new conference id', 'ask the admins for a new conference ID'],
  ),
  ...asking([step('askAdmin', { what: 'setServiceNumber' })], ['ask for another number']),
  ...asking([step('askAdmin', { what: 'setTollFreeNumber' })], ['ask for a toll-free number']),
  ...asking(
    [step('askAdmin', { what: 'enableUser' })],
    ['ask to be enabled', 'ask for audio conferencing', 'ask the admins for a licence'],
  ),
  ...asking([step('askAdmin', {})], ['ask an admin']),
  ...asking(
    [step('askAdmin', { what: 'setServiceNumber', number: '+46 8 465 004 00' })],
    ['ask for number +46 8 465 004 00', 'ask an admin to change my number to +46 8 465 004 00'],
  ),
  ...asking(
    [step('withdrawAsk', {})],
    ['withdraw my request', 'please take back my request', 'cancel my requests'],
  ),
  ...asking([step('approvals', {})], ['open requests', 'requests', 'approvals']),
];

/** English that sounds like asking, and does nothing. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('unknown', ['ask amos', 'could an admin reset my pin']),
];
