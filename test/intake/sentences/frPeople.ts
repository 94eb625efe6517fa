import {
  asking,
  notAsking,
  offering,
  previewing,
  step,
  type Offered,
  type Refused,
  type Spoken,
} from './sentence.ts';

/** French about who may start meetings, what callers meet, what was done, undoing, people and roles. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('allowCallers', { allowed: true, people: ['amos'] })],
    [
      'autoriser les appelants à démarrer les réunions de amos',
      "autoriser les appelants à démarrer les réunions d'amos",
      "laisse les appelants commencer les réunions d'amos",
    ],
  ),
  ...asking(
    [step('allowCallers', { allowed: true, people: ['Amos Marble'] })],
    ["autorise les appelants à lancer les réunions d'Amos Marble"],
  ),
  ...asking(
    [step('allowCallers', { allowed: true, people: ['amos', 'ada'] })],
    ['permettre aux appelants de démarrer les réunions de amos et ada'],
  ),
  ...asking(
    [step('allowCallers', { allowed: false, people: ['amos'] })],
    [
      'interdire aux appelants de démarrer les réunions de amos',
      "ne laisse pas les appelants démarrer les réunions d'amos",
    ],
  ),
  ...asking(
    [step('allowCallers', { allowed: false, people: ['ada'] })],
    ['empêche les appelants de démarrer les réunions de ada'],
  ),
  ...asking(
    [step('changeSettings', { AllowPSTNOnlyMeetingsByDefault: true })],
    ['autoriser les appelants à démarrer les réunions par défaut'],
  ),
  ...asking(
    [step('changeSettings', { AllowPSTNOnlyMeetingsByDefault: false })],
    ['interdire aux appelants de démarrer les réunions par défaut'],
  ),
  ...asking([step('why', { people: ['me'] })], ['pourquoi', 'pourquoi mes appelants attendent-ils ?']),
  ...asking(
    [step('why', { people: ['amos'] })],
    [
      'pourquoi les appelants de amos attendent-ils',
      "pourquoi les appelants d'amos attendent-ils ?",
      "qui peut démarrer les réunions d'amos ?",
    ],
  ),
  ...asking(
    [step('why', { people: ['Amos'] })],
    ["pourquoi les appelants d'Amos doivent-ils donner un code ?"],
  ),
  ...asking(
    [step('changeSettings', { EnableEntryExitNotifications: false })],
    ["désactiver les annonces d'entrée et de sortie"],
  ),
  ...asking([step('changeSettings', { EnableEntryExitNotifications: true })], ['activer les annonces']),
  ...asking(
    [step('changeSettings', { EntryExitAnnouncementsType: 'ToneOnly' })],
    ['annonces avec une tonalité seulement', "définir le type d'annonce à ToneOnly"],
  ),
  ...asking(
    [step('changeSettings', { EntryExitAnnouncementsType: 'UseNames' })],
    ['utiliser les noms pour les annonces'],
  ),
  ...asking(
    [step('changeSettings', { EnableNameRecording: false })],
    ["désactiver l'enregistrement des noms"],
  ),
  ...asking(
    [step('changeSettings', { MaskPstnNumbersType: 'MaskedForAllUsers' })],
    ['masquer les numéros de téléphone pour tout le monde'],
  ),
  ...asking(
    [step('changeSettings', { MaskPstnNumbersType: 'MaskedForExternalUsers' })],
    ['masquer les numéros aux personnes externes'],
  ),
  ...asking([step('changeSettings', { MaskPstnNumbersType: 'NoMasking' })], ['ne plus masquer les numéros']),
  ...asking(
    [step('changeSettings', { LobbyAdmission: 'organizer' })],
    ["définir l'admission à organizer", "admission par l'organisateur"],
  ),
  ...asking([step('changeSettings', { LobbyAdmission: 'auto' })], ['admettre les appelants automatiquement']),
  ...asking(
    [step('changeSettings', { AllowSelfServicePinReset: true })],
    ['autoriser les utilisateurs à réinitialiser leur code'],
  ),
  // Settings by the names that the cmdlet gives them.
  ...asking(
    [step('changeSettings', { AllowSelfServicePinReset: true })],
    ['définir AllowSelfServicePinReset sur vrai'],
  ),
  ...asking([step('changeSettings', { NotifyUsersInChat: false })], ['définir NotifyUsersInChat sur $false']),
  ...asking(
    [step('changeSettings', { UseUniqueConferenceIds: true })],
    ['définir UseUniqueConferenceIds sur true'],
  ),
  ...asking(
    [step('changeSettings', { MeetingUpdateToolUrl: 'https://contoso.com/maj' })],
    ["définir l'outil de mise à jour à https://contoso.com/maj"],
  ),
  ...asking([step('changeSettings', { BulkApprovalThreshold: 50 })], ["définir le seuil d'approbation à 50"]),
  ...asking([step('history', { people: [] })], ['historique']),
  ...asking(
    [step('history', { people: [], day: 'today' })],
    ["historique aujourd'hui", "que s'est-il passé aujourd'hui ?"],
  ),
  ...asking(
    [step('history', { people: [], day: 'yesterday' })],
    ["historique d'hier", "qu'est-ce qui a changé hier"],
  ),
  ...asking([step('history', { people: [], day: '2026-11-24' })], ['historique du 2026-11-24']),
  ...asking([step('history', { people: ['amos'], day: 'yesterday' })], ["historique d'amos hier"]),
  ...asking([step('history', { by: ['adele'], people: [] })], ['historique par adele', "qu'a fait adele"]),
  ...asking(
    [step('history', { by: ['adele'], people: [], day: 'today' })],
    ["qu'a fait adele aujourd'hui ?"],
  ),
  ...asking(
    [step('history', { by: ['adele'], people: [], day: 'yesterday' })],
    ["qu'est-ce qu'a fait adele hier", "ce qu'a fait adele hier"],
  ),
  ...asking(
    [step('history', { operations: ['resetPin'], people: ['Amos'] })],
    ["qui a réinitialisé le code d'Amos"],
  ),
  ...asking(
    [step('history', { operations: ['resetConferenceId', 'setConferenceId'], people: ['Amos'] })],
    ["qui a changé l'ID de conférence d'Amos ?"],
  ),
  ...asking([step('history', { people: ['amos'] })], ["quand le code d'amos a-t-il été réinitialisé ?"]),
  ...asking(
    [step('history', { operations: ['resetPin'], people: [] })],
    ['historique des réinitialisations du code'],
  ),
  ...asking(
    [step('history', { operations: ['changeSettings', 'restoreSettings'], people: [] })],
    ['historique des paramètres'],
  ),
  ...asking(
    [step('history', { operations: ['changeSettings', 'restoreSettings'] })],
    ['qui a changé les paramètres ?', 'qui a désactivé les mails ?'],
  ),
  ...asking(
    [step('history', { operations: ['addRole', 'removeRole'], people: ['adele'] })],
    ['qui a nommé adele administrateur'],
  ),
  ...asking([step('exportHistory', { people: [] })], ["exporter l'historique"]),
  ...asking(
    [step('exportHistory', { people: ['amos'] })],
    ["exporte l'historique d'amos en csv", 'historique de amos en csv'],
  ),
  ...asking(
    [step('undo', {})],
    [
      'annuler la dernière modification',
      'annule ma dernière modification',
      'défais ça',
      'reviens en arrière',
    ],
  ),
  ...asking(
    [step('addPerson', { upn: 'bo.ek@contoso.com', displayName: 'Bo Ek' })],
    ['ajouter la personne Bo Ek bo.ek@contoso.com', 'ajoutez Bo Ek <bo.ek@contoso.com>'],
  ),
  ...asking(
    [step('addPerson', { upn: 'bo.ek@contoso.com' })],
    ['ajoute bo.ek@contoso.com', 'ajouter un nouvel utilisateur bo.ek@contoso.com'],
  ),
  ...asking(
    [step('removePerson', { people: ['amos'] })],
    ['supprimer la personne amos', "retirer amos de l'organisation"],
  ),
  ...asking([step('removePerson', { people: ['amos marble'] })], ["supprime l'utilisateur amos marble"]),
  ...asking(
    [step('roles', {})],
    ['rôles', 'qui peut faire quoi', 'qui sont les administrateurs', 'liste des administrateurs'],
  ),
  ...asking(
    [step('addRole', { role: 'admin', people: ['adele'] })],
    [
      'ajouter l’administrateur adele',
      'ajoute adele comme administratrice',
      'nommer adele administrateur',
      "donne à adele les droits d'administrateur",
    ],
  ),
  ...asking(
    [step('addRole', { role: 'helpDesk', people: ['henri'] })],
    ['ajouter henri au support technique'],
  ),
  ...asking(
    [step('removeRole', { role: 'admin', people: ['adele'] })],
    ['retirer l’administrateur adele', "retire à adele les droits d'administrateur"],
  ),
  ...asking([step('removeRole', { role: 'helpDesk', people: ['henri'] })], ['retirer henri du support']),
  ...asking([step('cancel', {})], ['annuler']),
  ...asking([step('resetPin', { people: ['amos'] })], ["réinitialiser le code d'amos aujourd'hui"]),
  ...previewing([step('removePerson', { people: ['amos'] })], ['et si je supprime la personne amos']),
  ...previewing(
    [step('allowCallers', { allowed: true, people: ['amos'] })],
    ["et si j'autorise les appelants à démarrer les réunions d'amos"],
  ),
];

/** What must change nothing. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('past', [
    "as-tu réinitialisé le code d'amos hier ?",
    'a-t-on supprimé la personne amos hier',
    "j'ai supprimé la personne amos hier",
  ]),
  ...notAsking('denial', [
    'ne supprime pas la personne amos',
    "n'ajoute pas bo",
    "n'annule pas la dernière modification",
    'ne nomme pas amos administrateur',
  ]),
  ...notAsking('ambiguous', [
    "si amos est d'accord, autorise les appelants à démarrer ses réunions",
    'supprime la personne amos demain',
    'supprime la personne amos ou la personne ada',
    "amos a dit d'autoriser les appelants à démarrer ses réunions",
  ]),
  ...notAsking('contradiction', ["autorise ou interdis aux appelants de démarrer les réunions d'amos"]),
  ...notAsking('unknown', ['aperçu de la nomination', "appelants d'amos"]),
];

/** What is only offered. */
export const OFFERED: readonly Offered[] = [
  ...offering([step('removePerson', { people: ['amos'] })], ['supprime la personne amos demain']),
  ...offering(
    [step('why', { people: ['amos'] }), step('history', { operations: ['allowCallers'], people: ['amos'] })],
    ["appelants d'amos"],
  ),
];
