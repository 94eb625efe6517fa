import { asking, notAsking, previewing, step, type Refused, type Spoken } from './sentence.ts';

/** English about numbers, bridges and dynamic IDs, as admins type it. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('numbers', {})],
    [
      'numbers',
      'list our dial-in numbers',
      'show me all service numbers',
      'which numbers do we have?',
      'can you list the numbers please',
    ],
  ),
  ...asking(
    [step('numbers', { type: 'toll-free' })],
    ['toll-free numbers', 'show the toll free numbers', 'do we have a toll free number?'],
  ),
  ...asking([step('numbers', { country: 'SE' })], ['numbers in Sweden']),
  ...asking([step('numbers', { city: 'Stockholm' })], ['list numbers in Stockholm']),
  ...asking([step('numbers', { type: 'toll', country: 'FR' })], ['toll numbers in France']),
  ...asking([step('numbers', { number: '+1 425 555 0100' })], ['show number +1 425 555 0100']),
  ...asking([step('listUsers', { number: '+1 425 555 0100' })], ['who uses +1 425 555 0100?']),
  ...asking([step('numbers', { number: '14255550100' })], ['who has the number 14255550100']),
  ...asking(
    [step('listUsers', { number: '+46 8 465 004 00' })],
    [
      'users with number +46 8 465 004 00',
      'who is using the number +46 8 465 004 00',
      'how many people use +46 8 465 004 00?',
    ],
  ),
  ...asking([step('numbers', { number: '+46 8 465 004 00' })], ['+46 8 465 004 00']),
  ...asking(
    [step('bridge', {})],
    ['show bridge', 'bridges', 'what is the default number of the bridge?', 'show the conference bridge'],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '+46 8 465 004 00' })],
    [
      'set default number of amos to +46 8 465 004 00',
      'amos needs the number +46 8 465 004 00',
      'amos should have +46 8 465 004 00 as default number',
      "amos's number should be +46 8 465 004 00",
      'assign +46 8 465 004 00 to amos',
      'put amos on +46 8 465 004 00',
    ],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '+1 (619) 555-0142' })],
    ["set amos's default number to +1 (619) 555-0142"],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: 'tel:+14255551234' })],
    ['change the dial-in number of amos to tel:+14255551234'],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '+46846500400' })],
    ['give amos the number +46846500400'],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos', 'ada'], serviceNumber: '16195550142' })],
    ['set number of amos and ada to 16195550142'],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '+16195550142' })],
    ['use +16195550142 as default number for amos'],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '46 8 465 004 00', sendEmail: true })],
    ['please set the default number for amos to 46 8 465 004 00 and mail it to him'],
  ),
  ...asking(
    [
      step('setServiceNumber', { people: ['amos'], serviceNumber: '+16195550142' }),
      step('resetConferenceId', { people: ['amos'] }),
    ],
    ['set default number of amos to +16195550142 and reset his conference id'],
  ),
  ...asking(
    [step('setTollFreeNumber', { people: ['alex.wilber'], tollFreeServiceNumber: '+1 800 555 0199' })],
    ['set toll-free number of alex.wilber to +1 800 555 0199'],
  ),
  ...asking(
    [step('setTollFreeNumber', { people: ['amos'], tollFreeServiceNumber: '+18005550199' })],
    ['give amos a toll-free number: +18005550199'],
  ),
  ...asking(
    [step('setTollFreeNumber', { tollFreeServiceNumber: null, people: ['amos'] })],
    ["remove amos's toll-free number", 'delete the toll free number of amos'],
  ),
  ...asking(
    [step('allowTollFree', { allowTollFreeDialIn: true, people: ['amos'] })],
    ['allow toll-free for amos', 'enable toll-free dial-in for amos'],
  ),
  ...asking(
    [step('allowTollFree', { allowTollFreeDialIn: false, people: ['amos'] })],
    ['disallow toll free calls for amos', 'turn off toll-free for amos', 'stop toll-free calls for amos'],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: '+1 425 555 0100', toNumber: '+1 619 555 0142' })],
    [
      'change default number from +1 425 555 0100 to +1 619 555 0142',
      'switch all users from +1 425 555 0100 to +1 619 555 0142',
      'change all default numbers to +1 619 555 0142 from +1 425 555 0100',
      "change everyone's default number from +1 425 555 0100 to +1 619 555 0142",
      'migrate all users off +1 425 555 0100 onto +1 619 555 0142',
    ],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: '+1 425 555 0100', toNumber: '+1 619 555 0142', country: 'SE' })],
    ['change default number from +1 425 555 0100 to +1 619 555 0142 in Sweden'],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: '+14255550100', toNumber: '+16195550142' })],
    ['move everybody from +14255550100 to +16195550142', 'replace +14255550100 by +16195550142'],
  ),
  ...asking(
    [
      step('changeNumbers', {
        fromNumber: '+1 425 555 0100',
        toNumber: '+1 619 555 0142',
        city: 'San Diego',
      }),
    ],
    ['replace +1 425 555 0100 with +1 619 555 0142 for everyone in San Diego'],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: null, toNumber: '+1 425 555 0100' })],
    ['give everybody without a number +1 425 555 0100'],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: null, type: 'toll-free', toNumber: '+1 800 555 0199' })],
    ['give everyone without a toll-free number +1 800 555 0199'],
  ),
  ...previewing(
    [step('changeNumbers', { fromNumber: '+14255550100', toNumber: '+16195550142' })],
    ['what if I move everybody from +14255550100 to +16195550142'],
  ),
  ...asking(
    [step('addNumber', { number: '+46 31 350 50 00', city: 'Gothenburg' })],
    ['add number +46 31 350 50 00 in Gothenburg'],
  ),
  ...asking(
    [step('addNumber', { number: '+46313505000', city: 'Gothenburg' })],
    ['register +46313505000 in Gothenburg'],
  ),
  ...asking(
    [step('addNumber', { type: 'toll-free', number: '+1 800 555 0123' })],
    ['add toll-free number +1 800 555 0123', 'add a toll-free number +1 800 555 0123 please'],
  ),
  ...asking([step('addNumber', {})], ['add a number']),
  ...asking(
    [
      step('setLanguages', {
        number: '+46 8 465 004 00',
        primaryLanguage: 'sv',
        secondaryLanguages: ['en', 'fr'],
      }),
    ],
    ['set languages of +46 8 465 004 00 to Swedish, English and French'],
  ),
  ...asking(
    [
      step('setLanguages', {
        number: '+46846500400',
        primaryLanguage: 'sv-SE',
        secondaryLanguages: ['en-GB', 'de-DE'],
      }),
    ],
    ['set the languages of +46846500400 to sv-SE, en-GB, de-DE'],
  ),
  ...asking(
    [step('setLanguages', { number: '+46 8 465 004 00', primaryLanguage: 'sv', secondaryLanguages: ['en'] })],
    ['+46 8 465 004 00 should speak Swedish and English'],
  ),
  ...asking(
    [step('setLanguages', { number: '+1 425 555 0100', primaryLanguage: 'Spanish' })],
    ['change the primary language of +1 425 555 0100 to Spanish'],
  ),
  ...asking(
    [step('retireNumber', { number: '+1 425 555 0100' })],
    [
      'retire number +1 425 555 0100',
      'decommission the number +1 425 555 0100',
      'we want to get rid of +1 425 555 0100',
      'phase out +1 425 555 0100',
      'take +1 425 555 0100 out of service',
    ],
  ),
  ...asking([step('retireNumber', { number: '+14255550100' })], ['please retire +14255550100']),
  ...asking(
    [step('replaceNumber', { number: '+1 425 555 0100', replacement: '+1 619 555 0142' })],
    [
      'retire +1 425 555 0100 and use +1 619 555 0142 instead',
      'retire +1 425 555 0100 and move everybody to +1 619 555 0142',
      'take the number +1 425 555 0100 out of service and use +1 619 555 0142',
    ],
  ),
  ...asking(
    [step('removeNumber', { number: '+1 619 555 0142' })],
    ['remove number +1 619 555 0142', 'remove +1 619 555 0142 from the bridge'],
  ),
  ...asking(
    [step('removeNumber', { number: '+16195550142' })],
    ['delete +16195550142', 'unregister +16195550142'],
  ),
  ...asking(
    [step('setDefaultNumber', { number: '+1 619 555 0142' })],
    [
      'set default number of the bridge to +1 619 555 0142',
      "change the bridge's default number to +1 619 555 0142",
      'make +1 619 555 0142 the default number of the bridge',
      'make +1 619 555 0142 the default',
      'use +1 619 555 0142 as the default number of the bridge',
    ],
  ),
  ...asking([step('renameBridge', { newName: 'Contoso Europe' })], ['rename bridge to Contoso Europe']),
  ...asking(
    [step('renameBridge', { newName: 'Contoso Europe', bridge: 'Contoso' })],
    ['rename the bridge Contoso to "Contoso Europe"'],
  ),
  ...asking(
    [step('changeSettings', { UseUniqueConferenceIds: true })],
    [
      'turn on dynamic conference IDs',
      'switch to dynamic IDs',
      'enable unique conference ids',
      'i want dynamic conference ids',
      'enable dynamic ids please',
      'disable static ids',
    ],
  ),
  ...asking(
    [step('changeSettings', { UseUniqueConferenceIds: false })],
    [
      'use static IDs',
      'turn dynamic ids off',
      'go back to static conference IDs',
      'stop using dynamic ids',
      'change to static conference ids',
      'turn dynamic id off',
    ],
  ),
  ...asking([step('settings', {})], ['are dynamic ids on?']),
  ...asking([step('history', { people: ['amos'] })], ['who changed the number of amos?']),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '12345' })],
    ['set default number of amos to 12345'],
  ),
  ...asking([step('setServiceNumber', { people: ['amos'] })], ['set default number of amos']),
  ...asking([step('retireNumber', {})], ['retire a number', 'retire number']),
  ...asking(
    [step('showUser', { people: ['amos'] })],
    ['numbers of amos', 'which number does amos have?', "what's amos's dial-in number"],
  ),
  ...asking([step('myInfo', {})], ['my numbers', 'my number']),
  ...asking([step('sendInfo', { sendEmail: true, people: ['amos'] })], ['send amos his numbers']),
  ...asking(
    [step('setServiceNumber', { people: ['adele', 'amos'], serviceNumber: '+1 619-555-0142' })],
    ["could you please set adele's and amos's default number to +1 619-555-0142"],
  ),
  ...asking(
    [step('setServiceNumber', { people: ['amos'], serviceNumber: '1-619-555-0142' })],
    ["update amos' default dial-in number to 1-619-555-0142"],
  ),
  ...asking(
    [step('setTollFreeNumber', { people: ['alex'], tollFreeServiceNumber: '18005550199' })],
    ['set tollfree number for alex to 18005550199'],
  ),
  ...asking(
    [step('allowTollFree', { allowTollFreeDialIn: false, people: ['amos', 'ada'] })],
    ['block toll free for amos and ada'],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: '+1 425 555 0100', toNumber: '+46 8 465 004 00', country: 'SE' })],
    ['change the default number of everybody in Sweden from +1 425 555 0100 to +46 8 465 004 00'],
  ),
  ...asking(
    [step('changeNumbers', { fromNumber: null, toNumber: '+1 425 555 0100', country: 'FR' })],
    ['assign +1 425 555 0100 to all users without a default number in France'],
  ),
  ...asking([step('addNumber', { number: '+46 31 350 50 00' })], ['add +46 31 350 50 00']),
  ...asking(
    [
      step('setLanguages', {
        number: '+46 8 465 004 00',
        primaryLanguage: 'sv',
        secondaryLanguages: ['en', 'fr', 'German'],
      }),
    ],
    ['make +46 8 465 004 00 speak Swedish, English, French and German'],
  ),
  ...asking(
    [step('setLanguages', { number: '+46 8 465 004 00', primaryLanguage: 'sv-SE' })],
    ['set the primary language of +46 8 465 004 00 to sv-SE'],
  ),
  ...asking([step('removeNumber', { number: '1 619 555 0142' })], ['delete the number (1) 619 555 0142']),
  ...asking(
    [step('setDefaultNumber', { number: '+1 619 555 0142', bridge: 'Contoso' })],
    ['set the default number of bridge Contoso to +1 619 555 0142'],
  ),
  ...asking(
    [step('renameBridge', { newName: 'Europe' })],
    ['rename our bridge to "Europe"', 'change the name of the bridge to Europe'],
  ),
  ...asking([step('removeNumber', {})], ['remove a number']),
  ...asking([step('help', { topic: 'retireNumber' })], ['how do i retire a number?']),
  ...asking([step('help', { topic: 'setServiceNumber' })], ['how do I change the default number of a user?']),
  ...asking([step('help', { topic: 'changeSettings' })], ['how to turn on dynamic ids']),
];

/** Sentences that must change nothing. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', [
    "don't retire +1 425 555 0100",
    'never turn on dynamic ids',
    'amos should not have a toll-free number',
    'no toll-free for amos',
    'use +1 619 555 0142 instead of +1 425 555 0100',
    "don't change amos's default number",
  ]),
  ...notAsking('unknown', ['let amos use +46 8 465 004 00 from now on', 'undo retire']),
  ...notAsking('past', [
    'did you retire +14255550100?',
    'should i turn on dynamic ids?',
    'everyone who has +1 425 555 0100 should get +1 619 555 0142',
    'we have a new number in Gothenburg: +46 31 350 50 00',
    'we got a new number +46 31 350 50 00, please add it',
    'what languages does +46 8 465 004 00 speak?',
    'the bridge should use +1 619 555 0142 as its default number',
    'did you change the default number of amos?',
    'we retired +1 425 555 0100 yesterday',
    'should we retire +1 425 555 0100?',
  ]),
  ...notAsking('ambiguous', [
    'if amos calls set his default number to +14255550100',
    'set default number of amos to +46846500400 or +16195550142',
    'remove +14255550100 and add +46313505000',
    'maybe retire +1 425 555 0100',
    'retire +1 425 555 0100 tomorrow',
  ]),
  ...notAsking('contradiction', ['turn dynamic ids on and off']),
];
