import { asking, notAsking, step, type Refused, type Spoken } from './sentence.ts';

/** French of those who want to know how things stand, and how cmdlets are typed. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('status', {})],
    [
      'état',
      "quel est l'état",
      'afficher le tableau de bord',
      'statistiques svp',
      "vue d'ensemble",
      'où en est-on',
      'montrez-moi les graphiques',
      'bilan',
      'synthèse',
    ],
  ),
  ...asking(
    [step('listUsers', { neverInformed: true })],
    [
      "qui n'a jamais été informé",
      'utilisateurs jamais prévenus',
      'lister les personnes activées mais jamais informées',
      "utilisateurs qui n'ont jamais reçu leurs informations",
      "personnes qui n'ont pas encore été informées",
    ],
  ),
  ...asking([step('listUsers', { withoutMailbox: true })], ['rapport sur les utilisateurs sans messagerie']),
  ...asking([step('listUsers', { belowPinLength: true })], ['rapport code trop court']),
  ...asking(
    [step('listUsers', { undelivered: true })],
    ['rapport non remis', 'utilisateurs avec des messages non remis', 'personnes qui ont des avis en échec'],
  ),
  ...asking(
    [step('listUsers', { department: 'Finance', neverInformed: true })],
    ['jamais informés du service Finance'],
  ),
  ...asking(
    [step('listCmdlets', {})],
    ['liste des cmdlets', 'commandes powershell', 'quelles cmdlets y a-t-il'],
  ),
  ...asking(
    [step('cmdletHelp', { cmdlet: 'Get-CsOnlineDialInConferencingUser' })],
    ['cmdlet Get-CsOnlineDialInConferencingUser', 'aide sur la cmdlet Get-CsOnlineDialInConferencingUser'],
  ),
];

/** What must not be done. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', ["n'affiche pas l'état", 'ne liste pas les cmdlets']),
  ...notAsking('past', ["as-tu affiché l'état", 'le tableau de bord a été affiché hier']),
];
