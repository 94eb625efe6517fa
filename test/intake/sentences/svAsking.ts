import { asking, notAsking, step, type Refused, type Spoken } from './sentence.ts';

/** Swedish that asks the admins for something, and about what waits for their decision. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('askAdmin', { what: 'resetPin' })],
    ['be om en ny PIN-kod', 'be en administratör att återställa min PIN-kod', 'ansök om ny PIN-kod'],
  ),
  ...asking([step('askAdmin', { what: 'resetConferenceId' })], ['be om ett nytt konferens-ID']),
  ...asking([step('askAdmin', { what: 'setServiceNumber' })], ['be om ett annat nummer']),
  ...asking([step('askAdmin', { what: 'setTollFreeNumber' })], ['be om ett avgiftsfritt nummer']),
  ...asking([step('askAdmin', { what: 'enableUser' })], ['be om ljudkonferens', 'be om att bli aktiverad']),
  ...asking(
    [step('askAdmin', { what: 'setServiceNumber', number: '+46 8 465 004 00' })],
    ['be om numret +46 8 465 004 00'],
  ),
  ...asking(
    [step('withdrawAsk', {})],
    ['ta tillbaka min begäran', 'återkalla min förfrågan', 'dra tillbaka mina förfrågningar'],
  ),
  ...asking([step('approvals', {})], ['öppna förfrågningar', 'godkännanden']),
];

/** Swedish that sounds like asking, and does nothing. */
export const NOT_DONE: readonly Refused[] = [...notAsking('unknown', ['be amos'])];
