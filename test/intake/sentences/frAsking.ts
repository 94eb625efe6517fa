import { asking, notAsking, step, type Refused, type Spoken } from './sentence.ts';

/** French that asks the admins for something, and about what waits for their decision. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('askAdmin', { what: 'resetPin' })],
    [
      'demander un nouveau code confidentiel',
      'demande à un admin de réinitialiser mon code confidentiel',
      'je demande un nouveau code confidentiel',
    ],
  ),
  ...asking([step('askAdmin', { what: 'resetConferenceId' })], ['demander un nouvel ID de conférence']),
  ...asking([step('askAdmin', { what: 'setServiceNumber' })], ['demander un autre numéro']),
  ...asking([step('askAdmin', { what: 'setTollFreeNumber' })], ['demander un numéro gratuit']),
  ...asking(
    [step('askAdmin', { what: 'enableUser' })],
    ["demander l'audioconférence", 'demander à être activé'],
  ),
  ...asking(
    [step('askAdmin', { what: 'setServiceNumber', number: '+46 8 465 004 00' })],
    ['demander le numéro +46 8 465 004 00'],
  ),
  ...asking(
    [step('withdrawAsk', {})],
    ['retirer ma demande', 'annuler mes demandes', "retire ma demande s'il te plaît"],
  ),
  ...asking([step('approvals', {})], ['demandes en attente', 'approbations']),
];

/** French that sounds like asking, and does nothing. */
export const NOT_DONE: readonly Refused[] = [...notAsking('unknown', ['amos demande'])];
