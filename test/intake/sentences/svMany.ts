import { asking, notAsking, step, type Refused, type Spoken } from './sentence.ts';

const bulk = (operation: string, whom: Record<string, unknown>, input: Record<string, unknown> = {}) => [
  step('bulk', { steps: [{ operation, input }], ...whom }),
];

/** Swedish about many people at once. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(bulk('resetPin', { department: 'Finance' }), [
    'återställ PIN-kod för avdelning Finance',
    'återställ pin för avdelningen Finance',
    'återställ PIN-koderna för alla på avdelning Finance',
  ]),
  ...asking(bulk('resetPin', { everybody: true }), [
    'återställ PIN-kod för alla',
    'återställ pin för alla användare',
    'återställ alla PIN-koder',
    'nollställ PIN-koden för alla anställda',
  ]),
  ...asking(bulk('resetPin', { place: 'Sverige' }), ['återställ PIN-koden för alla i Sverige']),
  ...asking(bulk('resetPin', { country: 'Sverige' }), ['återställ PIN-kod för alla i landet Sverige']),
  ...asking(bulk('resetPin', { withoutMailbox: true }), ['återställ PIN-kod för alla utan brevlåda']),
  ...asking(bulk('resetConferenceId', { withoutMailbox: true }), [
    'återställ konferens-ID för alla användare utan brevlåda',
  ]),
  ...asking(bulk('sendInfo', { place: 'Finance' }, { sendEmail: true }), [
    'skicka konferensinformation till alla på Finance',
  ]),
  ...asking(bulk('sendInfo', { everybody: true }, { sendEmail: true }), [
    'skicka konferensinformation till alla',
  ]),
  ...asking(bulk('resetPin', { everybody: true, except: ['amos'] }), [
    'återställ pin för alla utom amos',
    'återställ PIN-koden för alla användare förutom amos',
  ]),
  ...asking(bulk('resetPin', { department: 'Finance', except: ['amos', 'ada'] }), [
    'återställ pin för avdelning Finance utom amos och ada',
  ]),
  ...asking(bulk('setProvider', { department: 'Finance' }, { provider: 'InterCall' }), [
    'ändra leverantör för avdelning Finance till InterCall',
  ]),
];

/** Nothing is done on these. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', [
    'återställ inte PIN-koden för alla',
    'återställ pin för amos utom PIN',
    'återställ pin utom för amos',
  ]),
  ...notAsking('past', ['återställde du PIN-koden för alla?']),
];
