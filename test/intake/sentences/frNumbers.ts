import { asking, notAsking, previewing, step, type Refused, type Spoken } from './sentence.ts';

/** French about numbers, bridges and dynamic IDs, as admins type it. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('numbers', {})],
    [
      'numéros',
      'lister les numéros',
      'affiche tous les numéros de service',
      'quels numéros avons-nous ?',
      'quels sont nos numéros ?',
      'avez-vous la liste des numéros ?',
    ],
  ),
  ...asking(
    [step('numbers', { type: 'toll-free' })],
    ['numéros gratuits', 'affiche les numéros verts', 'avons-nous un numéro vert ?'],
  ),
  ...asking([step('numbers', { country: 'SE' })], ['numéros en Suède']),
  ...asking([step('numbers', { city: 'Paris' })], ['les numéros à Paris']),
  ...asking([step('numbers', { type: 'toll', country: 'FR' })], ['numéros payants en France']),
  ...asking([step('numbers', { number: '+33 1 99 00 01 00' })], ['affiche le numéro +33 1 99 00 01 00']),
  ...asking([step('listUsers', { number: '+33 1 99 00 01 00' })], ['qui utilise le +33 1 99 00 01 00 ?']),
  ...asking([step('listUsers', { number: '+33199000100' })], ['utilisateurs du numéro +33199000100']),
  ...asking(
    [step('bridge', {})],
    ['pont', 'affiche le pont de conférence', 'quel est le numéro par défaut du pont ?'],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '+46 8 465 004 00' })],
    [
      'définir le numéro par défaut de amos à +46 8 465 004 00',
      "le numéro d'amos doit être +46 8 465 004 00",
      'passe amos sur le +46 8 465 004 00',
      'mets amos au +46 8 465 004 00',
    ],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['Amos'], serviceNumber: '+1 619 555 0142' })],
    ["mets le numéro par défaut d'Amos au +1 619 555 0142"],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '+33 1 99 00 01 00' })],
    [
      "change le numéro d'amos en +33 1 99 00 01 00",
      'amos a besoin du numéro +33 1 99 00 01 00',
      'attribuer le +33 1 99 00 01 00 à amos comme numéro par défaut',
    ],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '+33199000100' })],
    ['donne à amos le numéro +33199000100'],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos', 'ada'], serviceNumber: '16195550142' })],
    ['définis le numéro par défaut de amos et ada à 16195550142'],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '33 1 99 00 01 00', sendEmail: true })],
    ["merci de définir le numéro par défaut d'amos au 33 1 99 00 01 00 et de le lui envoyer par mail"],
  ),
  ...asking(
    [
      step('setServiceNumber', { people: ['amos'], serviceNumber: '+16195550142' }),
      step('resetConferenceId', { people: ['amos'] }),
    ],
    ["définir le numéro par défaut d'amos à +16195550142 et réinitialiser son id de conférence"],
  ),
  ...asking(
    [step('setTollFreeNumber', { people: ['alex.wilber'], tollFreeServiceNumber: '+1 800 555 0199' })],
    ["définir le numéro gratuit d'alex.wilber à +1 800 555 0199"],
  ),
  ...asking(
    [step('setTollFreeNumber', { people: ['amos'], tollFreeServiceNumber: '+18005550199' })],
    ['attribue un numéro vert à amos : +18005550199'],
  ),
  ...asking(
    [step('setTollFreeNumber', { tollFreeServiceNumber: null, people: ['amos'] })],
    ["supprimer le numéro gratuit d'amos", "enlève le numéro vert d'amos"],
  ),
  ...asking(
    [step('allowTollFree', { allowTollFreeDialIn: true, people: ['amos'] })],
    ['autoriser les appels gratuits pour amos'],
  ),
  ...asking(
    [step('allowTollFree', { allowTollFreeDialIn: false, people: ['amos'] })],
    [
      'interdis les appels gratuits pour amos',
      'désactive les appels gratuits pour amos',
      "n'autorise pas les appels gratuits pour amos",
    ],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: '+1 425 555 0100', toNumber: '+1 619 555 0142' })],
    [
      'changer le numéro par défaut de +1 425 555 0100 à +1 619 555 0142',
      'passe tous les utilisateurs du +1 425 555 0100 au +1 619 555 0142',
      'remplace le +1 425 555 0100 par le +1 619 555 0142 pour tout le monde',
      'bascule tout le monde du +1 425 555 0100 vers le +1 619 555 0142',
      'migrer tous les utilisateurs du +1 425 555 0100 vers le +1 619 555 0142',
    ],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: '+1 425 555 0100', toNumber: '+1 619 555 0142', country: 'SE' })],
    ['changer le numéro par défaut de +1 425 555 0100 en +1 619 555 0142 en Suède'],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: '+14255550100', toNumber: '+16195550142' })],
    ['déplace tout le monde du +14255550100 vers le +16195550142'],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: null, toNumber: '+1 425 555 0100' })],
    [
      'donne le +1 425 555 0100 à tous ceux sans numéro',
      'attribue le +1 425 555 0100 aux utilisateurs sans numéro',
      'affecter le +1 425 555 0100 à tous les utilisateurs sans numéro par défaut',
    ],
  ),
  ...previewing(
    [step('changeNumbers', { fromNumber: '+14255550100', toNumber: '+16195550142' })],
    ['que se passe-t-il si je déplace tout le monde du +14255550100 vers le +16195550142'],
  ),
  ...asking(
    [step('addNumber', { number: '+46 31 350 50 00', city: 'Göteborg' })],
    ['ajouter le numéro +46 31 350 50 00 à Göteborg', 'enregistrer le numéro +46 31 350 50 00 à Göteborg'],
  ),
  ...asking(
    [step('addNumber', { type: 'toll-free', number: '+1 800 555 0123' })],
    ['ajoute le numéro gratuit +1 800 555 0123'],
  ),
  ...asking([step('addNumber', {})], ['ajouter un numéro']),
  ...asking(
    [
      step('setLanguages', {
        number: '+46 8 465 004 00',
        primaryLanguage: 'sv',
        secondaryLanguages: ['en', 'fr'],
      }),
    ],
    ['définir les langues du +46 8 465 004 00 : suédois, anglais et français'],
  ),
  ...asking(
    [
      step('setLanguages', {
        number: '+46 8 465 004 00',
        primaryLanguage: 'sv-SE',
        secondaryLanguages: ['en-GB', 'de-DE'],
      }),
    ],
    ['langues du +46 8 465 004 00 : sv-SE, en-GB, de-DE'],
  ),
  ...asking(
    [step('setLanguages', { number: '+46 8 465 004 00', primaryLanguage: 'sv', secondaryLanguages: ['en'] })],
    ['le +46 8 465 004 00 doit parler suédois et anglais'],
  ),
  ...asking(
    [step('setLanguages', { number: '+1 425 555 0100', primaryLanguage: 'espagnol' })],
    ['change la langue principale du +1 425 555 0100 en espagnol'],
  ),
  ...asking(
    [step('retireNumber', { number: '+1 425 555 0100' })],
    [
      'mettre hors service le numéro +1 425 555 0100',
      'retirer du service le +1 425 555 0100',
      'résilier le numéro +1 425 555 0100',
    ],
  ),
  ...asking(
    [step('retireNumber', { number: '+14255550100' })],
    ['mets le +14255550100 hors service', 'retire +14255550100'],
  ),
  ...asking(
    [step('replaceNumber', { number: '+1 425 555 0100', replacement: '+1 619 555 0142' })],
    ['mettre hors service le +1 425 555 0100 et utiliser le +1 619 555 0142'],
  ),
  ...asking(
    [step('removeNumber', { number: '+1 619 555 0142' })],
    [
      'supprimer le numéro +1 619 555 0142',
      'retirer le numéro +1 619 555 0142',
      'supprime le numéro +1 619 555 0142 du pont',
    ],
  ),
  ...asking([step('retireNumber', { number: '+16195550142' })], ['supprime le +16195550142']),
  ...asking(
    [step('setDefaultNumber', { number: '+1 619 555 0142' })],
    [
      'définir le numéro par défaut du pont à +1 619 555 0142',
      'change le numéro par défaut du pont en +1 619 555 0142',
      'utiliser le +1 619 555 0142 comme numéro par défaut du pont',
      'le numéro par défaut du pont doit être le +1 619 555 0142',
    ],
  ),
  ...asking([step('renameBridge', { newName: 'Contoso Europe' })], ['renommer le pont en Contoso Europe']),
  ...asking(
    [step('renameBridge', { newName: 'Contoso Europe', bridge: 'Contoso' })],
    ['renomme le pont Contoso en « Contoso Europe »'],
  ),
  ...asking(
    [step('changeSettings', { UseUniqueConferenceIds: true })],
    [
      'activer les ID de conférence dynamiques',
      'active les identifiants dynamiques',
      'passer aux ID dynamiques',
      'je veux des ID dynamiques',
      'il faut activer les ID uniques',
      'donne un ID par réunion',
    ],
  ),
  ...asking(
    [step('changeSettings', { UseUniqueConferenceIds: false })],
    [
      'désactiver les id de conférence dynamiques',
      'revenir aux ID de conférence statiques',
      'utilise des id statiques',
      'passe aux id statiques',
      'arrêter les ID dynamiques',
    ],
  ),
  ...asking([step('settings', {})], ['les ID dynamiques sont-ils activés ?']),
  ...asking([step('history', { people: ['amos'] })], ["qui a changé le numéro d'amos ?"]),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '12345' })],
    ['définir le numéro par défaut de amos à 12345'],
  ),
  ...asking([step('setServiceNumber', { people: ['amos'] })], ['définir le numéro par défaut de amos']),
  ...asking([step('myInfo', {})], ['mon numéro']),
  ...asking([step('sendInfo', { sendEmail: true, people: ['amos'] })], ['envoie ses numéros à amos']),
  ...asking(
    [step('showUser', { people: ['amos'] })],
    ['quel numéro a amos ?', "quel est le numéro d'amos ?"],
  ),
  ...asking(
    [step('listUsers', { number: '+46 8 465 004 00' })],
    ['combien de personnes utilisent le +46 8 465 004 00 ?'],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['adele', 'amos'], serviceNumber: '+1 619-555-0142' })],
    ["pourriez-vous changer le numéro par défaut d'adele et d'amos en +1 619-555-0142 ?"],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '+46846500400' })],
    ['affecter le numéro +46846500400 à amos'],
  ),
  ...asking(
    [step('allowTollFree', { allowTollFreeDialIn: true, people: ['amos', 'ada'] })],
    ['active les appels gratuits pour amos et ada'],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: '+1 425 555 0100', toNumber: '+46 8 465 004 00', country: 'SE' })],
    ['changer le numéro par défaut de tous les utilisateurs en Suède du +1 425 555 0100 au +46 8 465 004 00'],
  ),
  ...asking([step('addNumber', { number: '+46 31 350 50 00' })], ['ajoute le +46 31 350 50 00']),
  ...asking(
    [step('setLanguages', { number: '+46 8 465 004 00', primaryLanguage: 'sv', secondaryLanguages: [] })],
    ['fais parler le +46 8 465 004 00 suédois'],
  ),
  ...asking(
    [step('setLanguages', { number: '+46 8 465 004 00', primaryLanguage: 'sv' })],
    ['définis la langue principale du +46 8 465 004 00 : suédois'],
  ),
  ...asking(
    [
      step('setLanguages', {
        number: '+46 8 465 004 00',
        primaryLanguage: 'sv-SE',
        secondaryLanguages: ['en-US', 'fr-FR'],
      }),
    ],
    ['définir les langues du numéro +46 8 465 004 00 à sv-SE, en-US et fr-FR'],
  ),
  ...asking([step('renameBridge', { newName: 'Europe' })], ['change le nom du pont en Europe']),
  ...asking(
    [step('help', { topic: 'setServiceNumber' })],
    ["comment changer le numéro par défaut d'un utilisateur ?"],
  ),
  ...asking([step('retireNumber', {})], ['mettre hors service un numéro']),
];

/** Sentences that must change nothing. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', [
    'ne mets pas le +1 425 555 0100 hors service',
    "n'active pas les id dynamiques",
    'plus de numéro gratuit pour amos',
    "ne change pas le numéro par défaut d'amos",
  ]),
  ...notAsking('past', [
    'as-tu supprimé le +14255550100 ?',
    'faut-il activer les id dynamiques ?',
    'on abandonne le numéro +1 425 555 0100',
    'qui a supprimé le numéro ?',
    "as-tu changé le numéro d'amos ?",
    'faut-il retirer le +1 425 555 0100 ?',
  ]),
  ...notAsking('ambiguous', [
    'peut-être retirer le +14255550100',
    'mets le +1 425 555 0100 hors service demain',
  ]),
];
