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

/** French about licences and providers, as admins type it. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking([step('enableUser', { people: ['amos'] })], ['activer amos', 'réactiver amos']),
  ...asking([step('enableUser', { people: ['Amos'] })], ["active Amos s'il te plaît", 'réactive Amos']),
  ...asking([step('enableUser', { people: ['amos', 'ada'] })], ['activez amos et ada']),
  ...asking(
    [step('enableUser', { people: ['nils'] })],
    [
      "activer l'utilisateur nils",
      "activer nils pour l'audioconférence",
      "activer l'audioconférence pour nils",
      "activez les services d'audioconférence pour nils",
      'active la conférence audio de nils',
      'peux-tu activer nils ?',
      "nils a besoin de l'audioconférence",
      "merci d'activer nils",
      'il faut activer nils',
      "j'aimerais activer nils",
      'activation de nils',
      "mettre en service l'audioconférence pour nils",
      "donner accès à l'audioconférence à nils",
      'active le compte de nils',
    ],
  ),
  ...asking(
    [step('enableUser', { people: ['tara'], replaceProvider: true })],
    [
      'activer tara et remplacer le fournisseur',
      'activer tara en remplaçant son fournisseur',
      'active tara avec remplacement du fournisseur',
      'activer tara, remplacer le fournisseur',
    ],
  ),
  ...asking(
    [step('disableUser', { people: ['amos'] })],
    [
      'désactiver amos',
      "couper l'audioconférence d'amos",
      "retirer l'audioconférence à amos",
      'pourriez-vous désactiver amos ?',
      "désactiver les services d'audioconférence pour amos",
      'il faudrait désactiver amos',
      "supprimer l'audioconférence de amos",
      "enlever l'audioconférence à amos",
    ],
  ),
  ...asking(
    [step('disableUser', { people: ['Amos Marble'] })],
    ['désactive Amos Marble', "désactive le compte d'Amos Marble"],
  ),
  ...asking([step('disableUser', { people: ['Amos'] })], ["désactivez l'audioconférence d'Amos"]),
  ...asking(
    [step('disableUser', { people: ['amos', 'ada'] })],
    ["désactiver l'audioconférence pour amos et ada", 'merci de désactiver amos et ada'],
  ),
  ...asking(
    [step('assignLicense', { people: ['lia'] })],
    [
      'attribuer une licence à lia',
      'assigner une licence à lia',
      "affecter une licence d'audioconférence à lia",
      'donne une licence à lia',
      "lia a besoin d'une licence",
      'accorder une licence à lia',
      'ajouter une licence pour lia',
      'donne la licence à lia',
      'il faut une licence à lia',
      'lia doit avoir une licence',
      'mets une licence à lia',
    ],
  ),
  ...asking([step('assignLicense', { people: [] })], ['donnez-lui une licence']),
  ...asking(
    [step('assignLicense', { people: ['tara'], replaceProvider: true })],
    ['attribuer une licence à tara et remplacer le fournisseur'],
  ),
  ...asking(
    [step('removeLicense', { people: ['amos'] })],
    [
      'retirer la licence de amos',
      'retire la licence à amos',
      "enlève la licence d'amos",
      'retirez sa licence à amos',
    ],
  ),
  ...asking([step('removeLicense', { people: ['Amos'] })], ["supprimer la licence d'Amos"]),
  ...asking([step('removeLicense', { people: ['amos', 'ada'] })], ['enlever les licences de amos et ada']),
  ...asking([step('assignLicense', { people: ['me'] })], ["j'ai besoin d'une licence"]),
  ...asking(
    [step('setProvider', { provider: 'InterCall', people: ['amos'] })],
    [
      'définir le fournisseur de amos à InterCall',
      'définir InterCall comme fournisseur de amos',
      "changer le fournisseur d'amos pour InterCall",
      'passer amos chez le fournisseur InterCall',
      "changer le fournisseur de services d'audioconférence de amos à InterCall",
      'affecter InterCall comme fournisseur à amos',
    ],
  ),
  ...asking(
    [step('setProvider', { provider: 'InterCall', people: ['Amos'] })],
    ["définir le fournisseur d'Amos sur InterCall"],
  ),
  ...asking(
    [step('setProvider', { provider: 'None', people: ['amos'] })],
    ['mettre le fournisseur de amos à Aucun', "supprime le fournisseur d'amos"],
  ),
  ...asking(
    [step('setProvider', { replaceProvider: true, provider: 'Microsoft', people: ['tara'] })],
    ['remplacer le fournisseur de tara par Microsoft'],
  ),
  ...asking(
    [step('setProvider', { replaceProvider: true, provider: 'Microsoft', people: ['Tara'] })],
    ['remplace le fournisseur de Tara par Microsoft'],
  ),
  ...asking(
    [step('setProvider', { provider: 'Microsoft', people: ['tara'], replaceProvider: true })],
    [
      "définir le fournisseur de tara à Microsoft en remplaçant l'ancien fournisseur",
      'définir le fournisseur de tara à Microsoft et remplacer le fournisseur',
    ],
  ),
  ...asking(
    [step('setProvider', { provider: 'None', people: ['tara'] })],
    ['supprimer le fournisseur de tara'],
  ),
  ...asking(
    [step('setProvider', { provider: 'Microsoft', people: ['nils'] })],
    ['utiliser Microsoft comme fournisseur pour nils'],
  ),
  ...asking(
    [step('setProvider', { provider: 'Microsoft', people: ['tara'] })],
    [
      'choisir Microsoft comme fournisseur de tara',
      'mettre Microsoft comme fournisseur de tara',
      'passer le fournisseur de tara à Microsoft',
    ],
  ),
  ...asking(
    [step('restoreProvider', { people: ['tara'] })],
    [
      'rétablir le fournisseur de tara',
      "restaurer l'ancien fournisseur de tara",
      "remettre l'ancien fournisseur de tara",
      "revenir à l'ancien fournisseur de tara",
      'remettre le fournisseur de tara',
    ],
  ),
  ...asking([step('restoreProvider', { people: ['Tara'] })], ['rétablis le fournisseur précédent de Tara']),
  ...asking(
    [step('showThirdParty', { people: ['tara'] })],
    [
      'afficher la fiche du fournisseur tiers de tara',
      'montre-moi le fournisseur tiers de tara',
      'voir les informations du fournisseur tiers de tara',
      'fournisseur tiers de tara',
      'montre la fiche fournisseur de tara',
      'affiche les données du fournisseur tiers de tara',
    ],
  ),
  ...asking(
    [step('setThirdParty', { tollNumber: '18005550144', people: ['tara'] })],
    [
      'définir le numéro du fournisseur tiers de tara à 18005550144',
      'modifier le numéro du fournisseur tiers de tara à 18005550144',
    ],
  ),
  ...asking(
    [step('setThirdParty', { tollNumber: '+1 800 555 0144', people: ['tara'] })],
    ['définir le numéro du fournisseur tiers de tara à +1 800 555 0144'],
  ),
  ...asking(
    [step('setThirdParty', { participantPasscode: '4455', people: ['tara'] })],
    ['définir le code des participants de tara à 4455'],
  ),
  ...asking(
    [step('setThirdParty', { domain: 'intercall.example', people: ['tara'] })],
    ['définir le domaine du fournisseur tiers de tara à intercall.example'],
  ),
  ...asking(
    [step('setThirdParty', { url: 'https://join.intercall.example/tara', people: ['tara'] })],
    ['définir le lien du fournisseur tiers de tara à https://join.intercall.example/tara'],
  ),
  ...asking(
    [step('setThirdParty', { name: 'PGi', people: ['tara'] })],
    ['ajouter le fournisseur tiers PGi à tara'],
  ),
  ...asking(
    [step('removeThirdParty', { people: ['tara'] })],
    ['supprimer la fiche du fournisseur tiers de tara'],
  ),
  ...asking(
    [step('changeSettings', { AutomaticallyReplaceAcpProvider: true })],
    [
      'remplacer automatiquement les fournisseurs tiers',
      'activer le remplacement automatique des fournisseurs',
    ],
  ),
  ...asking(
    [step('changeSettings', { AutomaticallyReplaceAcpProvider: false })],
    [
      'désactiver le remplacement automatique des fournisseurs tiers',
      'ne plus remplacer automatiquement les fournisseurs',
    ],
  ),
  ...asking(
    [step('changeSettings', { AutomaticallyMigrateUserMeetings: true })],
    ['activer la mise à jour automatique des réunions', 'mettre à jour automatiquement les réunions'],
  ),
  ...asking(
    [step('changeSettings', { AutomaticallyMigrateUserMeetings: false })],
    ['désactiver la mise à jour automatique des réunions'],
  ),
  ...asking(
    [step('history', { people: ['amos'] })],
    ['qui a désactivé amos ?', 'qui a retiré la licence de amos'],
  ),
  ...asking([step('help', { topic: 'enableUser' })], ["comment activer quelqu'un ?"]),
  ...asking([step('help', { topic: 'assignLicense' })], ['comment attribuer une licence ?']),
  ...asking([step('showUser', { people: ['amos'] })], ['quel est le fournisseur de amos ?']),
  ...asking(
    [step('disableUser', { people: ['amos'] }), step('removeLicense', { people: ['amos'] })],
    ['désactiver amos et retirer sa licence'],
  ),
  ...asking(
    [step('assignLicense', { people: ['lia'] }), step('enableUser', { people: ['lia'] })],
    ["attribuer une licence à lia et l'activer"],
  ),
  ...asking(
    [step('enableUser', { people: ['Nils None'] })],
    [
      "pouvez-vous activer les services d'audioconférence pour Nils None ?",
      "active l'audioconférence de Nils None s'il vous plaît",
    ],
  ),
  ...asking(
    [step('assignLicense', { people: ['Lia Nolan'] })],
    ["attribue une licence d'audioconférence à Lia Nolan"],
  ),
  ...asking([step('assignLicense', { people: ['lia', 'nils'] })], ['attribuez une licence à lia et nils']),
  ...asking(
    [step('removeLicense', { people: ['Amos Marble'] })],
    ["retirer la licence d'audioconférence d'Amos Marble"],
  ),
  ...asking([step('removeLicense', { people: [] })], ['enlève-lui sa licence']),
  ...asking(
    [step('setProvider', { provider: 'Microsoft', people: ['amos'] })],
    ["définir le fournisseur d'audioconférence d'amos sur Microsoft"],
  ),
  ...asking(
    [step('setThirdParty', { tollFreeNumbers: '18005550144', people: ['tara'] })],
    ['définir le numéro gratuit du fournisseur tiers de tara à 18005550144'],
  ),
  ...asking(
    [step('setThirdParty', { people: ['tara'] })],
    ['ajouter une fiche de fournisseur tiers pour tara'],
  ),
  ...previewing([step('enableUser', { people: ['nils'] })], ["que se passe-t-il si j'active nils"]),
  ...previewing([step('disableUser', { people: ['amos'] })], ['que se passe-t-il si je désactive amos']),
  ...previewing(
    [step('setProvider', { provider: 'InterCall', people: ['amos'] })],
    ['aperçu : définir le fournisseur de amos à InterCall'],
  ),
];

/** What changes nothing: denials, the past, statements, and what means two things. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', [
    "n'active pas amos",
    'ne désactivez surtout pas amos',
    "ne retire pas la licence d'amos",
    'active amos, non attends, ne le fais pas',
    "ne définis pas le fournisseur d'amos à InterCall",
    'définir le fournisseur de amos à InterCall ou Aucun',
    "inutile d'activer amos",
    "amos n'a plus de fournisseur",
    'annuler le changement de fournisseur de tara',
  ]),
  ...notAsking('past', [
    "avez-vous retiré la licence d'amos ?",
    'amos a été désactivé hier',
    'faut-il désactiver amos ?',
    'pourquoi amos est-il désactivé',
    "quelqu'un a désactivé amos",
    "le fournisseur d'amos a été remplacé",
  ]),
  ...notAsking('ambiguous', ['activer amos ou ada', 'désactive amos demain', 'si amos part, désactive-le']),
  ...notAsking('contradiction', ['activer et désactiver amos']),
  ...notAsking('unknown', ['que se passerait-il si je retirais la licence de amos']),
];

/** What is not done but offered. */
export const OFFERED: readonly Offered[] = [
  ...offering(
    [
      step('showUser', { people: ['amos'] }),
      step('assignLicense', { people: ['amos'] }),
      step('removeLicense', { people: ['amos'] }),
    ],
    ['licence de amos'],
  ),
  ...offering([step('disableUser', { people: ['amos'] })], ['dezactiver amos']),
  ...offering([step('assignLicense', { people: ['lia'] })], ['atribuer une licence à lia']),
  ...offering([step('removeLicense', { people: ['amos'] })], ['retirer la lisence de amos']),
];
