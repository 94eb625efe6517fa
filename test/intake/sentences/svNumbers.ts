import { asking, notAsking, previewing, step, type Refused, type Spoken } from './sentence.ts';

/** Swedish about numbers, bridges and dynamic IDs, as admins type it. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('numbers', {})],
    ['nummer', 'lista nummer', 'visa alla servicenummer', 'vilka nummer har vi?'],
  ),
  ...asking([step('numbers', { type: 'toll-free' })], ['avgiftsfria nummer', 'visa gratisnumren']),
  ...asking([step('numbers', { country: 'SE' })], ['nummer i Sverige']),
  ...asking([step('numbers', { city: 'Stockholm' })], ['telefonnummer i Stockholm']),
  ...asking([step('numbers', { type: 'toll', country: 'FR' })], ['betalnummer i Frankrike']),
  ...asking([step('numbers', { number: '+46 8 465 004 00' })], ['visa numret +46 8 465 004 00']),
  ...asking(
    [step('listUsers', { number: '+46 8 465 004 00' })],
    ['vem använder +46 8 465 004 00?', 'hur många använder +46 8 465 004 00?'],
  ),
  ...asking([step('listUsers', { number: '+46846500400' })], ['användare med nummer +46846500400']),
  ...asking([step('bridge', {})], ['brygga', 'visa konferensbryggan', 'vad är bryggans standardnummer?']),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '+46 8 465 004 00' })],
    [
      'sätt standardnummer för amos till +46 8 465 004 00',
      'byt nummer för amos till +46 8 465 004 00',
      'amos behöver numret +46 8 465 004 00',
      'amos ska ha +46 8 465 004 00 som standardnummer',
      'använd +46 8 465 004 00 som standardnummer för amos',
      'amos nummer ska vara +46 8 465 004 00',
      'sätt amos på +46 8 465 004 00',
    ],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['Amos'], serviceNumber: '+1 619 555 0142' })],
    ['sätt Amos standardnummer till +1 619 555 0142'],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '+46846500400' })],
    [
      'ändra amos telefonnummer till +46846500400',
      'ge amos numret +46846500400',
      'tilldela numret +46846500400 till amos',
      'jag vill att amos får numret +46846500400',
    ],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos', 'ada'], serviceNumber: '16195550142' })],
    ['sätt standardnummer för amos och ada till 16195550142'],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '0046 8 465 004 00', sendEmail: true })],
    ['snälla sätt standardnumret för amos till 0046 8 465 004 00 och mejla det till honom'],
  ),
  ...asking(
    [
      step('setServiceNumber', { people: ['amos'], serviceNumber: '+16195550142' }),
      step('resetConferenceId', { people: ['amos'] }),
    ],
    ['sätt standardnummer för amos till +16195550142 och återställ hans konferens-id'],
  ),
  ...asking(
    [step('setTollFreeNumber', { people: ['alex.wilber'], tollFreeServiceNumber: '+1 800 555 0199' })],
    ['sätt avgiftsfritt nummer för alex.wilber till +1 800 555 0199'],
  ),
  ...asking(
    [step('setTollFreeNumber', { people: ['amos'], tollFreeServiceNumber: '+18005550199' })],
    ['ge amos ett gratisnummer: +18005550199'],
  ),
  ...asking(
    [step('setTollFreeNumber', { tollFreeServiceNumber: null, people: ['amos'] })],
    ['ta bort amos gratisnummer', 'ta bort det avgiftsfria numret för amos', 'ta bort gratisnumret för amos'],
  ),
  ...asking(
    [step('allowTollFree', { allowTollFreeDialIn: true, people: ['amos'] })],
    ['tillåt avgiftsfria samtal för amos'],
  ),
  ...asking(
    [step('allowTollFree', { allowTollFreeDialIn: false, people: ['amos'] })],
    [
      'förbjud avgiftsfria samtal för amos',
      'stäng av avgiftsfria samtal för amos',
      'tillåt inte avgiftsfria samtal för amos',
    ],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: '+1 425 555 0100', toNumber: '+1 619 555 0142' })],
    [
      'byt standardnummer från +1 425 555 0100 till +1 619 555 0142',
      'byt alla från +1 425 555 0100 till +1 619 555 0142',
      'flytta över alla användare från +1 425 555 0100 till +1 619 555 0142',
    ],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: '+1 425 555 0100', toNumber: '+1 619 555 0142', country: 'SE' })],
    ['byt standardnummer från +1 425 555 0100 till +1 619 555 0142 i Sverige'],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: '+14255550100', toNumber: '+16195550142' })],
    ['flytta alla från +14255550100 till +16195550142', 'migrera alla från +14255550100 till +16195550142'],
  ),
  ...asking(
    [
      step('changeNumbers', {
        fromNumber: '+1 425 555 0100',
        toNumber: '+1 619 555 0142',
        city: 'San Diego',
      }),
    ],
    ['ersätt +1 425 555 0100 med +1 619 555 0142 för alla i San Diego'],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: null, toNumber: '+1 425 555 0100' })],
    [
      'ge alla utan nummer +1 425 555 0100',
      'ge alla användare utan standardnummer +1 425 555 0100',
      'sätt +1 425 555 0100 för alla som saknar nummer',
    ],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: null, type: 'toll-free', toNumber: '+1 800 555 0199' })],
    ['ge alla som saknar gratisnummer +1 800 555 0199'],
  ),
  ...previewing(
    [step('changeNumbers', { fromNumber: '+14255550100', toNumber: '+16195550142' })],
    ['vad händer om jag flyttar alla från +14255550100 till +16195550142'],
  ),
  ...asking(
    [step('addNumber', { number: '+46 31 350 50 00', city: 'Göteborg' })],
    ['lägg till numret +46 31 350 50 00 i Göteborg', 'lägg in numret +46 31 350 50 00 i Göteborg'],
  ),
  ...asking(
    [step('addNumber', { number: '+46313505000', city: 'Göteborg' })],
    ['registrera +46313505000 i Göteborg'],
  ),
  ...asking(
    [step('addNumber', { type: 'toll-free', number: '+1 800 555 0123' })],
    ['lägg till gratisnummer +1 800 555 0123'],
  ),
  ...asking([step('addNumber', {})], ['lägg till ett nummer']),
  ...asking(
    [
      step('setLanguages', {
        number: '+46 8 465 004 00',
        primaryLanguage: 'sv',
        secondaryLanguages: ['en', 'fr'],
      }),
    ],
    ['sätt språken för +46 8 465 004 00 till svenska, engelska och franska'],
  ),
  ...asking(
    [
      step('setLanguages', {
        number: '+46 8 465 004 00',
        primaryLanguage: 'sv-SE',
        secondaryLanguages: ['en-GB', 'de-DE'],
      }),
    ],
    ['språk för +46 8 465 004 00: sv-SE, en-GB, de-DE'],
  ),
  ...asking(
    [step('setLanguages', { number: '+46 8 465 004 00', primaryLanguage: 'sv', secondaryLanguages: ['en'] })],
    ['+46 8 465 004 00 ska tala svenska och engelska'],
  ),
  ...asking(
    [step('setLanguages', { number: '+1 425 555 0100', primaryLanguage: 'spanska', secondaryLanguages: [] })],
    ['ändra språk för +1 425 555 0100 till spanska'],
  ),
  ...asking(
    [step('retireNumber', { number: '+1 425 555 0100' })],
    [
      'avveckla numret +1 425 555 0100',
      'ta numret +1 425 555 0100 ur drift',
      'fasa ut +1 425 555 0100',
      'vi vill göra oss av med +1 425 555 0100',
      'säg upp numret +1 425 555 0100',
    ],
  ),
  ...asking([step('retireNumber', { number: '+14255550100' })], ['ta +14255550100 ur bruk']),
  ...asking(
    [step('replaceNumber', { number: '+1 425 555 0100', replacement: '+1 619 555 0142' })],
    [
      'avveckla +1 425 555 0100 och använd +1 619 555 0142 i stället',
      'avveckla +1 425 555 0100 och flytta alla till +1 619 555 0142',
    ],
  ),
  ...asking(
    [step('removeNumber', { number: '+1 619 555 0142' })],
    ['ta bort numret +1 619 555 0142', 'ta bort numret +1 619 555 0142 från bryggan'],
  ),
  ...asking([step('removeNumber', { number: '+16195550142' })], ['radera +16195550142']),
  ...asking(
    [step('setDefaultNumber', { number: '+1 619 555 0142' })],
    [
      'sätt bryggans standardnummer till +1 619 555 0142',
      'byt standardnummer för bryggan till +1 619 555 0142',
      'använd +1 619 555 0142 som standardnummer för bryggan',
      'bryggans standardnummer ska vara +1 619 555 0142',
    ],
  ),
  ...asking([step('renameBridge', { newName: 'Contoso Europa' })], ['döp om bryggan till Contoso Europa']),
  ...asking(
    [step('renameBridge', { newName: 'Contoso Europa', bridge: 'Contoso' })],
    ['döp om bryggan Contoso till "Contoso Europa"'],
  ),
  ...asking(
    [step('changeSettings', { UseUniqueConferenceIds: true })],
    [
      'slå på dynamiska konferens-ID:n',
      'slå på dynamiska konferens-id',
      'aktivera unika konferens-id',
      'jag vill ha dynamiska id',
    ],
  ),
  ...asking(
    [step('changeSettings', { UseUniqueConferenceIds: false })],
    [
      'stäng av dynamiska konferens-id',
      'gå tillbaka till statiska konferens-ID:n',
      'använd statiska id',
      'sluta använda dynamiska id',
      'byt till statiska id',
      'inaktivera dynamiska konferens-id',
    ],
  ),
  ...asking([step('settings', {})], ['är dynamiska id på?', 'har du slagit på dynamiska id?']),
  ...asking([step('history', { people: ['amos'] })], ['vem ändrade numret för amos?']),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '12345' })],
    ['sätt standardnummer för amos till 12345'],
  ),
  ...asking([step('setServiceNumber', { people: ['amos'] })], ['sätt standardnummer för amos']),
  ...asking([step('myInfo', {})], ['mitt nummer']),
  ...asking([step('sendInfo', { sendEmail: true, people: ['amos'] })], ['skicka amos hans nummer']),
  ...asking(
    [step('showUser', { people: ['amos'] })],
    ['visa numret på amos', 'amos nummer', 'vilket nummer har amos?', 'vad är amos nummer?'],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['adele', 'amos'], serviceNumber: '+1 619-555-0142' })],
    ['kan du byta standardnummer för adele och amos till +1 619-555-0142?'],
  ),
  ...asking(
    [step('allowTollFree', { allowTollFreeDialIn: true, people: ['amos', 'ada'] })],
    ['slå på avgiftsfria samtal för amos och ada'],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: '+1 425 555 0100', toNumber: '+46 8 465 004 00', country: 'SE' })],
    ['byt standardnummer för alla i Sverige från +1 425 555 0100 till +46 8 465 004 00'],
  ),
  ...asking([step('addNumber', { number: '+46 31 350 50 00' })], ['lägg till +46 31 350 50 00']),
  ...asking(
    [step('setLanguages', { number: '+46 8 465 004 00', primaryLanguage: 'sv', secondaryLanguages: [] })],
    ['låt +46 8 465 004 00 tala svenska'],
  ),
  ...asking(
    [step('setLanguages', { number: '+46 8 465 004 00', primaryLanguage: 'sv' })],
    ['sätt huvudspråket för +46 8 465 004 00 till svenska'],
  ),
  ...asking(
    [
      step('setLanguages', {
        number: '+46 8 465 004 00',
        primaryLanguage: 'sv-SE',
        secondaryLanguages: ['en-US', 'fr-FR'],
      }),
    ],
    ['sätt språken för numret +46 8 465 004 00 till sv-SE, en-US och fr-FR'],
  ),
  ...asking([step('renameBridge', { newName: 'Europa' })], ['byt namn på bryggan till Europa']),
  ...asking([step('help', { topic: 'retireNumber' })], ['hur avvecklar jag ett nummer?']),
  ...asking(
    [step('help', { topic: 'setServiceNumber' })],
    ['hur byter jag standardnummer för en användare?'],
  ),
  ...asking([step('retireNumber', {})], ['avveckla ett nummer']),
  ...asking([step('removeNumber', {})], ['ta bort ett nummer']),
];

/** Sentences that must change nothing. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', [
    'avveckla inte +1 425 555 0100',
    'byt inte standardnummer för amos',
    'slå inte på dynamiska id',
  ]),
  ...notAsking('past', [
    'har du tagit bort +14255550100?',
    'ska jag slå på dynamiska id?',
    'har vi något gratisnummer?',
    'vi har ett nytt nummer: +46 31 350 50 00',
    'ändrade du numret för amos?',
    'ska vi avveckla +1 425 555 0100?',
  ]),
  ...notAsking('ambiguous', [
    'slå på och stäng av dynamiska id',
    'kanske avveckla +14255550100',
    'avveckla +1 425 555 0100 i morgon',
  ]),
];
