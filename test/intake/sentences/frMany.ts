import { asking, notAsking, step, type Refused, type Spoken } from './sentence.ts';

const bulk = (operation: string, whom: Record<string, unknown>, input: Record<string, unknown> = {}) => [
  step('bulk', { steps: [{ operation, input }], ...whom }),
];

/** French about many people at once. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(bulk('resetPin', { department: 'Finance' }), [
    'réinitialiser le code confidentiel du service Finance',
    'réinitialiser le code du service Finance',
    'réinitialise les codes du département Finance',
    'réinitialiser le code pour tout le monde dans le service Finance',
  ]),
  ...asking(bulk('resetPin', { everybody: true }), [
    'réinitialiser le code confidentiel de tous',
    'réinitialiser le code de tous les utilisateurs',
    'réinitialise le code de tout le monde',
    'réinitialiser le code de tous les employés',
  ]),
  ...asking(bulk('resetPin', { country: 'Suède' }), [
    'réinitialiser le code de tous les utilisateurs du pays Suède',
  ]),
  ...asking(bulk('resetPin', { withoutMailbox: true }), [
    'réinitialiser le code pour tous les utilisateurs sans boîte aux lettres',
  ]),
  ...asking(bulk('resetPin', { provider: 'Microsoft' }), [
    'réinitialiser le code des utilisateurs avec le fournisseur Microsoft',
  ]),
  ...asking(bulk('resetConferenceId', { department: 'Ventes' }), [
    "réinitialiser l'ID de conférence de tous les utilisateurs du service Ventes",
  ]),
  ...asking(bulk('sendInfo', { everybody: true }, { sendEmail: true }), [
    'envoyer les informations de conférence à tout le monde',
    'envoyer les informations de conférence à tous les utilisateurs',
  ]),
  ...asking(bulk('resetPin', { everybody: true, except: ['amos'] }), [
    'réinitialise le pin de tout le monde sauf amos',
    'réinitialiser le code de tous les utilisateurs hormis amos',
  ]),
  ...asking(bulk('resetPin', { department: 'Finance', except: ['amos', 'ada'] }), [
    'réinitialiser le code du service Finance sauf pour amos et ada',
  ]),
  ...asking(bulk('setProvider', { department: 'Finance' }, { provider: 'InterCall' }), [
    'définir le fournisseur du service Finance à InterCall',
  ]),
];

/** Nothing is done on these. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', [
    'ne réinitialise pas le code de tous les utilisateurs',
    'ne pas réinitialiser le code du service Finance',
  ]),
  ...notAsking('past', ['as-tu réinitialisé le code de tout le monde ?']),
];
