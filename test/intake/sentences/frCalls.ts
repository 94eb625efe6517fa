import { asking, notAsking, step, type Refused, type Spoken } from './sentence.ts';

/** French of those who take calls, and of admins whose callers guess. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('simulateCall', { people: ['amos'] })],
    ['simuler un appel à amos', 'simule un appel à amos'],
  ),
  ...asking(
    [step('unlockCaller', { caller: '+46 70 123 45 67' })],
    [
      'débloquer +46 70 123 45 67',
      "débloque l'appelant +46 70 123 45 67",
      'déverrouiller le numéro +46 70 123 45 67',
      'débloquez le +46 70 123 45 67',
    ],
  ),
  ...asking(
    [step('unlockCaller', { caller: null })],
    [
      'débloquer les appelants masqués',
      'débloquer les appelants anonymes',
      'débloquer ceux qui masquent leur numéro',
      'débloquer les numéros masqués',
      'débloquer les appelants qui masquent leur numéro',
    ],
  ),
  ...asking(
    [step('why', { people: ['amos'] })],
    [
      "pourquoi les appelants d'amos ne peuvent-ils pas entrer",
      "pourquoi les appelants d'amos n'entrent pas",
    ],
  ),
  ...asking(
    [step('changeSettings', { EnableNameRecording: false })],
    [
      'ne pas demander leur nom aux appelants',
      'ne demandez plus leur nom aux appelants',
      'ne plus enregistrer les noms',
    ],
  ),
  ...asking([step('changeSettings', { EnableNameRecording: true })], ['demander leur nom aux appelants']),
  ...asking(
    [step('admitCallers', {})],
    [
      'laissez entrer mes appelants',
      'laisse entrer mes appelants',
      'laissez-les entrer',
      'laisser entrer les appelants',
    ],
  ),
  ...asking([step('why', { people: ['me'] })], ['pourquoi les appelants attendent-ils']),
  ...asking(
    [step('unlockPin', { people: ['amos'] })],
    [
      'débloquer amos',
      "débloque le code confidentiel d'amos",
      'déverrouiller amos',
      'débloquer le PIN de amos',
    ],
  ),
  ...asking(
    [step('admitCallers', {})],
    ['faire entrer mes appelants', 'admettre mes appelants', 'faites entrer les appelants'],
  ),
  ...asking(
    [step('newMeeting', {})],
    ['nouvelle réunion', 'créer une nouvelle réunion', 'créer une réunion'],
  ),
  ...asking(
    [step('endMeeting', { conferenceId: '5551234' })],
    ['supprimer la réunion 5551234', 'supprime la réunion 5551234'],
  ),
  ...asking([step('newMeeting', { title: 'Budget' })], ['nouvelle réunion « Budget »']),
];

/** Sentences that change nothing. */
export const NOT_DONE: readonly Refused[] = [...notAsking('denial', ['ne débloque pas amos'])];
