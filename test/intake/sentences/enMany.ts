import { asking, notAsking, previewing, step, type Refused, type Spoken } from './sentence.ts';

const bulk = (operation: string, whom: Record<string, unknown>, input: Record<string, unknown> = {}) => [
  step('bulk', { steps: [{ operation, input }], ...whom }),
];

/** English about many people at once. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(bulk('resetPin', { department: 'Finance' }), [
    'reset PIN for department Finance',
    'reset pin for the Finance department',
    'please reset the PINs of the department Finance',
    'reset all pins in department Finance',
    'new PINs for everyone in the department Finance',
  ]),
  ...asking(bulk('resetPin', { everybody: true }), [
    'reset PIN for all',
    'reset pin for everyone',
    'reset all pins',
    'reset pin for all users',
    'reset the pins of all users please',
    'reset PIN for everybody',
    'can you reset the pin for all users?',
  ]),
  ...asking(bulk('resetPin', { place: 'Finance' }), [
    'reset PIN for all users in Finance',
    'reset pins for everyone in Finance',
  ]),
  ...asking(bulk('resetPin', { place: 'Sweden' }), ['reset the PIN of everybody in Sweden']),
  ...asking(bulk('resetPin', { country: 'Sweden' }), [
    'reset PIN for country Sweden',
    'reset pins for all users in the country Sweden',
  ]),
  ...asking(bulk('resetPin', { withoutMailbox: true }), [
    'reset pin for all without mailbox',
    'reset PIN for users without a mailbox',
  ]),
  ...asking(bulk('resetPin', { belowPinLength: true }), ['new PINs for all users with short pins']),
  ...asking(bulk('resetPin', { provider: 'Microsoft' }), ['reset pin for users with provider Microsoft']),
  ...asking(bulk('resetPin', { department: 'Finance', withoutMailbox: true }), [
    'reset pin for all users in department Finance without mailbox',
  ]),
  ...previewing(bulk('resetPin', { department: 'Finance' }), ['what if reset PIN for department Finance']),
  ...asking(bulk('resetConferenceId', { department: 'Sales' }), [
    'reset the conference ID for everyone in the Sales department',
  ]),
  ...asking(bulk('sendInfo', { everybody: true }, { sendEmail: true }), [
    'send conference info to everybody',
    'send conference info to all users',
  ]),
  ...asking(bulk('resetPin', { everybody: true, except: ['amos'] }), [
    'reset PIN for all except amos',
    'reset pin for everyone but amos',
    'can you reset the pin for everyone except amos?',
    "reset all pins but not amos'",
    'reset the pin of all users excluding amos',
  ]),
  ...asking(bulk('resetPin', { department: 'Finance', except: ['amos', 'ada@contoso.com'] }), [
    'reset pin for department Finance except for amos and ada@contoso.com',
  ]),
  ...asking(bulk('setProvider', { department: 'Finance' }, { provider: 'InterCall' }), [
    'set provider of department Finance to InterCall',
    'set provider to InterCall for department Finance',
    'move department Finance to InterCall',
  ]),
];

/** Nothing is done on these. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', [
    "don't reset the PIN for everyone",
    'do not reset all pins',
    "don't reset the PIN for everyone except amos",
    'except amos, reset the PIN for everyone',
    "reset the PIN for everyone but don't tell amos",
    'reset PIN for amos, except ada',
    'reset PIN except for amos',
    'reset PIN for everyone except department Finance',
    'reset PIN for everyone except amos and reset his ID',
    'reset PIN for all users except the conference ID',
  ]),
  ...notAsking('past', ['did you reset the PIN for all?']),
  ...notAsking('unknown', ['reset pin for amos and everybody', 'who reset all the pins for everyone']),
];
