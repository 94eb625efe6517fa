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

/** Swedish about licences and providers, as admins type it. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking([step('enableUser', { people: ['amos'] })], ['aktivera amos', 'återaktivera amos']),
  ...asking([step('enableUser', { people: ['Amos Marble'] })], ['aktivera Amos Marble tack']),
  ...asking([step('enableUser', { people: ['amos', 'ada'] })], ['aktivera amos och ada']),
  ...asking(
    [step('enableUser', { people: ['nils'] })],
    [
      'aktivera användaren nils',
      'aktivera nils för ljudkonferens',
      'aktivera ljudkonferens för nils',
      'aktivera konferens med uppringning för nils',
      'slå på ljudkonferens för nils',
      'slå på uppringning för nils',
      'kan du aktivera nils?',
      'nils behöver ljudkonferens',
      'ge nils ljudkonferens',
      'var snäll och aktivera nils',
      'jag vill aktivera nils',
      'nils ska ha ljudkonferens',
      'sätt på ljudkonferens för nils',
      'aktivera kontot för nils',
    ],
  ),
  ...asking(
    [step('enableUser', { people: ['tara'], replaceProvider: true })],
    [
      'aktivera tara och ersätt leverantören',
      'aktivera tara och byt ut leverantören',
      'aktivera tara genom att ersätta leverantören',
      'aktivera tara, ersätt leverantören',
    ],
  ),
  ...asking(
    [step('disableUser', { people: ['amos'] })],
    [
      'inaktivera amos',
      'avaktivera amos',
      'inaktivera ljudkonferens för amos',
      'stäng av ljudkonferens för amos',
      'stäng av konferens med uppringning för amos',
      'slå av ljudkonferensen för amos',
      'ta bort ljudkonferens för amos',
      'stäng av uppringning för amos',
      'kan du stänga av ljudkonferensen för amos?',
    ],
  ),
  ...asking(
    [step('disableUser', { people: ['Amos Marble'] })],
    [
      'inaktivera Amos Marble tack',
      'inaktivera kontot för Amos Marble',
      'avaktivera Amos Marble är du snäll',
    ],
  ),
  ...asking(
    [step('disableUser', { people: ['amos', 'ada'] })],
    ['kan du inaktivera amos och ada?', 'inaktivera konferens med uppringning för amos och ada'],
  ),
  ...asking(
    [step('assignLicense', { people: ['lia'] })],
    [
      'tilldela licens till lia',
      'tilldela lia en licens',
      'ge lia en licens',
      'ge lia en ljudkonferenslicens',
      'lägg till en licens för lia',
      'lia behöver en licens',
      'bevilja lia en licens',
      'lia ska ha en licens',
      'ge licens till lia',
      'dela ut en licens till lia',
    ],
  ),
  ...asking(
    [step('assignLicense', { people: ['tara'], replaceProvider: true })],
    ['tilldela tara en licens och ersätt leverantören'],
  ),
  ...asking(
    [step('removeLicense', { people: ['amos'] })],
    [
      'ta bort licensen för amos',
      'ta bort amos licens',
      'ta bort licensen från amos',
      'dra in amos licens',
      'återkalla licensen för amos',
      'radera licensen för amos',
      'ta bort licensen hos amos',
      'dra tillbaka licensen för amos',
      'ta ifrån amos licensen',
    ],
  ),
  ...asking([step('removeLicense', { people: ['amos', 'ada'] })], ['ta bort licenserna för amos och ada']),
  ...asking([step('assignLicense', { people: ['me'] })], ['jag behöver en licens']),
  ...asking(
    [step('setProvider', { provider: 'InterCall', people: ['amos'] })],
    [
      'sätt leverantör för amos till InterCall',
      'sätt leverantören för amos till InterCall',
      'sätt amos leverantör till InterCall',
      'byt leverantör för amos till InterCall',
      'ange InterCall som leverantör för amos',
      'flytta amos till leverantören InterCall',
      'byt leverantör på amos till InterCall',
      'ändra leverantören av ljudkonferens för amos till InterCall',
      'gör InterCall till amos leverantör',
    ],
  ),
  ...asking(
    [step('setProvider', { provider: 'None', people: ['amos'] })],
    ['ändra leverantör för amos till ingen', 'ta bort amos leverantör'],
  ),
  ...asking(
    [step('setProvider', { provider: 'Microsoft', people: ['amos'] })],
    [
      'byt amos leverantör till Microsoft',
      'sätt ljudkonferensleverantör för amos till Microsoft',
      'amos ska ha Microsoft som leverantör',
    ],
  ),
  ...asking(
    [step('setProvider', { provider: 'Microsoft', people: ['tara'] })],
    ['gör Microsoft till leverantör för tara'],
  ),
  ...asking(
    [step('setProvider', { provider: 'Microsoft', people: ['nils'] })],
    ['använd Microsoft som leverantör för nils'],
  ),
  ...asking(
    [step('setProvider', { replaceProvider: true, provider: 'Microsoft', people: ['taras'] })],
    ['ersätt taras leverantör med Microsoft'],
  ),
  ...asking(
    [step('setProvider', { replaceProvider: true, provider: 'Microsoft', people: ['tara'] })],
    ['ersätt leverantören för tara med Microsoft'],
  ),
  ...asking(
    [step('setProvider', { provider: 'Microsoft', people: ['tara'], replaceProvider: true })],
    ['sätt leverantör för tara till Microsoft och ersätt den gamla leverantören'],
  ),
  ...asking([step('setProvider', { provider: 'None', people: ['tara'] })], ['ta bort leverantören för tara']),
  ...asking(
    [step('restoreProvider', { people: ['tara'] })],
    ['återställ leverantören för tara', 'återställ den gamla leverantören för tara'],
  ),
  ...asking(
    [step('restoreProvider', { people: ['taras'] })],
    [
      'återställ taras leverantör',
      'återinför taras tidigare leverantör',
      'gå tillbaka till taras gamla leverantör',
      'ge tillbaka taras leverantör',
    ],
  ),
  ...asking(
    [step('showThirdParty', { people: ['tara'] })],
    [
      'visa tredjepartsuppgifter för tara',
      'visa tredjepartsleverantören för tara',
      'tredjepartsuppgifter för tara',
      'visa tredjepartsinformation för tara',
    ],
  ),
  ...asking([step('showThirdParty', { people: ['taras'] })], ['visa taras tredjepartsuppgifter']),
  ...asking(
    [step('setThirdParty', { tollNumber: '18005550144', people: ['tara'] })],
    ['sätt tredjepartsnummer för tara till 18005550144', 'ändra tredjepartsnumret för tara till 18005550144'],
  ),
  ...asking(
    [step('setThirdParty', { tollNumber: '+1 800 555 0144', people: ['tara'] })],
    ['sätt tredjepartsnumret för tara till +1 800 555 0144'],
  ),
  ...asking(
    [step('setThirdParty', { participantPasscode: '4455', people: ['tara'] })],
    ['ändra deltagarkoden för tara till 4455'],
  ),
  ...asking(
    [step('setThirdParty', { domain: 'intercall.example', people: ['tara'] })],
    ['sätt tredjepartsdomänen för tara till intercall.example'],
  ),
  ...asking(
    [step('setThirdParty', { url: 'https://join.intercall.example/tara', people: ['tara'] })],
    ['sätt tredjepartslänken för tara till https://join.intercall.example/tara'],
  ),
  ...asking(
    [step('setThirdParty', { name: 'PGi', people: ['tara'] })],
    ['lägg till tredjepartsleverantören PGi för tara'],
  ),
  ...asking([step('removeThirdParty', { people: ['tara'] })], ['ta bort tredjepartsuppgifter för tara']),
  ...asking(
    [step('removeThirdParty', { name: 'PGi', people: ['tara'] })],
    ['ta bort tredjepartsleverantören PGi för tara'],
  ),
  ...asking(
    [step('changeSettings', { AutomaticallyReplaceAcpProvider: true })],
    ['ersätt leverantörer automatiskt', 'slå på automatisk ersättning av leverantörer'],
  ),
  ...asking(
    [step('changeSettings', { AutomaticallyReplaceAcpProvider: false })],
    [
      'stäng av automatisk ersättning av tredjepartsleverantörer',
      'ersätt inte leverantörer automatiskt',
      'slå av automatiskt byte av leverantörer',
    ],
  ),
  ...asking(
    [step('changeSettings', { AutomaticallyMigrateUserMeetings: true })],
    ['slå på automatisk mötesuppdatering', 'uppdatera möten automatiskt'],
  ),
  ...asking(
    [step('changeSettings', { AutomaticallyMigrateUserMeetings: false })],
    ['stäng av automatisk uppdatering av möten', 'uppdatera inte möten automatiskt'],
  ),
  ...asking([step('history', { operations: ['disableUser'], people: ['amos'] })], ['vem inaktiverade amos?']),
  ...asking([step('history', { people: ['amos'] })], ['vem tog bort amos licens?']),
  ...asking([step('help', { topic: 'enableUser' })], ['hur aktiverar jag någon?']),
  ...asking([step('help', { topic: 'assignLicense' })], ['hur tilldelar jag en licens?']),
  ...asking(
    [step('disableUser', { people: ['amos'] }), step('removeLicense', { people: ['amos'] })],
    ['inaktivera amos och ta bort hans licens'],
  ),
  ...asking(
    [step('assignLicense', { people: ['lia'] }), step('enableUser', { people: ['lia'] })],
    ['tilldela lia en licens och aktivera henne'],
  ),
  ...asking(
    [step('enableUser', { people: ['Nils None'] })],
    ['kan du aktivera ljudkonferens för Nils None?', 'aktivera Nils None för konferens med uppringning'],
  ),
  ...asking(
    [step('assignLicense', { people: ['Lia Nolan'] })],
    ['tilldela en ljudkonferenslicens till Lia Nolan'],
  ),
  ...asking([step('assignLicense', { people: ['lia', 'nils'] })], ['tilldela licenser till lia och nils']),
  ...asking(
    [step('removeLicense', { people: ['Amos Marble'] })],
    ['ta bort ljudkonferenslicensen för Amos Marble'],
  ),
  ...asking(
    [step('setProvider', { provider: 'Intercall', people: ['amos'] })],
    ['ändra leverantör för amos till Intercall'],
  ),
  ...asking([step('showUser', { people: ['taras'] })], ['vem är taras leverantör?']),
  ...asking([step('showUser', { people: ['tara'] })], ['visa leverantör för tara']),
  ...asking(
    [step('setThirdParty', { tollFreeNumbers: '18005550144', people: ['tara'] })],
    ['sätt avgiftsfria tredjepartsnumret för tara till 18005550144'],
  ),
  ...asking(
    [step('setConferenceId', { people: ['tara'], conferenceId: '12345' })],
    ['sätt konferens-ID hos tredjepart för tara till 12345'],
  ),
  ...previewing([step('enableUser', { people: ['nils'] })], ['vad händer om jag aktiverar nils']),
  ...previewing([step('disableUser', { people: ['amos'] })], ['vad händer om jag inaktiverar amos']),
  ...previewing(
    [step('setProvider', { provider: 'InterCall', people: ['amos'] })],
    ['förhandsgranska sätt leverantör för amos till InterCall'],
  ),
];

/** What changes nothing: denials, the past, statements, and what means two things. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', [
    'aktivera inte amos',
    'inaktivera absolut inte amos',
    'ta inte bort licensen för amos',
    'sätt inte leverantör för amos till InterCall',
    'sätt leverantör för amos till InterCall eller ingen',
  ]),
  ...notAsking('past', [
    'inaktiverade du amos?',
    'amos inaktiverades igår',
    'ska jag inaktivera amos?',
    'varför är amos inaktiverad',
    'någon inaktiverade amos',
    'leverantören för amos ersattes',
    'amos licens togs bort',
  ]),
  ...notAsking('ambiguous', [
    'aktivera amos eller ada',
    'inaktivera amos i morgon',
    'om amos slutar, inaktivera honom',
  ]),
  ...notAsking('contradiction', ['aktivera och inaktivera amos']),
];

/** What is not done but offered. */
export const OFFERED: readonly Offered[] = [
  ...offering(
    [
      step('showUser', { people: ['amos'] }),
      step('assignLicense', { people: ['amos'] }),
      step('removeLicense', { people: ['amos'] }),
    ],
    ['amos licens'],
  ),
  ...offering([step('enableUser', { people: ['amos'] })], ['aktivra amos']),
  ...offering([step('disableUser', { people: ['amos'] })], ['inaktivra amos']),
  ...offering([step('removeLicense', { people: ['amos'] })], ['ta bort licenen för amos']),
];
