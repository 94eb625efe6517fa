import assert from 'node:assert/strict';
import { readLocales } from '../../src/adapters/files/localeFiles.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { createPhrases, LONGEST_PHRASE, operationsWithoutFrames } from '../../src/intake/phrases.ts';
import { samplePeople } from '../support/sampleOrganization.ts';
import * as en from './sentences/en.ts';
import * as enAsking from './sentences/enAsking.ts';
import * as enCalls from './sentences/enCalls.ts';
import * as enEveryday from './sentences/enEveryday.ts';
import * as enInvitations from './sentences/enInvitations.ts';
import * as enMany from './sentences/enMany.ts';
import * as enNumbers from './sentences/enNumbers.ts';
import * as enPeople from './sentences/enPeople.ts';
import * as enProviders from './sentences/enProviders.ts';
import * as enStatus from './sentences/enStatus.ts';
import * as fr from './sentences/fr.ts';
import * as frAsking from './sentences/frAsking.ts';
import * as frCalls from './sentences/frCalls.ts';
import * as frEveryday from './sentences/frEveryday.ts';
import * as frInvitations from './sentences/frInvitations.ts';
import * as frMany from './sentences/frMany.ts';
import * as frNumbers from './sentences/frNumbers.ts';
import * as frPeople from './sentences/frPeople.ts';
import * as frProviders from './sentences/frProviders.ts';
import * as frStatus from './sentences/frStatus.ts';
import * as sv from './sentences/sv.ts';
import * as svAsking from './sentences/svAsking.ts';
import * as svCalls from './sentences/svCalls.ts';
import * as svEveryday from './sentences/svEveryday.ts';
import * as svInvitations from './sentences/svInvitations.ts';
import * as svMany from './sentences/svMany.ts';
import * as svNumbers from './sentences/svNumbers.ts';
import * as svPeople from './sentences/svPeople.ts';
import * as svProviders from './sentences/svProviders.ts';
import * as svStatus from './sentences/svStatus.ts';
import type { Offered, Refused, Spoken } from './sentences/sentence.ts';

/** What can be asked for in words; `hidePin` is a button only. */
const OPERATIONS = [
  ...[
    'hello',
    'help',
    'cancel',
    'language',
    'actAs',
    'showUser',
    'listUsers',
    'myInfo',
    'resendInfo',
    'resetPin',
  ],
  ...['resetConferenceId', 'setConferenceId', 'sendInfo', 'settings', 'changeSettings', 'restoreSettings'],
  ...['testMail', 'deliveries', 'retryFailed', 'history', 'answer', 'bulk'],
  ...['enableUser', 'disableUser', 'assignLicense', 'removeLicense', 'setProvider', 'restoreProvider'],
  ...['showThirdParty', 'setThirdParty', 'removeThirdParty'],
  ...['numbers', 'bridge', 'setServiceNumber', 'setTollFreeNumber', 'allowTollFree', 'changeNumbers'],
  ...['addNumber', 'setLanguages', 'retireNumber', 'replaceNumber', 'removeNumber', 'setDefaultNumber'],
  'renameBridge',
  ...['allowCallers', 'why', 'exportHistory', 'undo', 'addPerson', 'removePerson', 'roles', 'addRole'],
  ...[
    'removeRole',
    'askAdmin',
    'withdrawAsk',
    'approvals',
    'unlockPin',
    'unlockCaller',
    'admitCallers',
    'newMeeting',
    'simulateCall',
  ],
  ...['endMeeting', 'meetingMigrations', 'migrateMeetings', 'retryMigrations'],
];

/** What a file of sentences holds. */
interface Sentences {
  UNDERSTOOD: readonly Spoken[];
  NOT_DONE: readonly Refused[];
  OFFERED?: readonly Offered[];
}

const locales = readLocales('locales');
const understand = createPhrases(locales);

const SENTENCES: Readonly<Record<string, readonly Sentences[]>> = {
  en: [en, enAsking, enEveryday, enMany, enProviders, enNumbers, enPeople, enStatus, enCalls, enInvitations],
  fr: [fr, frAsking, frEveryday, frMany, frProviders, frNumbers, frPeople, frStatus, frCalls, frInvitations],
  sv: [sv, svAsking, svEveryday, svMany, svProviders, svNumbers, svPeople, svStatus, svCalls, svInvitations],
};

describe('phrases', () => {
  for (const [language, files] of Object.entries(SENTENCES)) {
    const spoken = files.flatMap(({ UNDERSTOOD }) => UNDERSTOOD);
    const refused = files.flatMap(({ NOT_DONE }) => NOT_DONE);
    const offered = files.flatMap(({ OFFERED = [] }) => OFFERED);

    describe(`in ${language}`, () => {
      for (const { say, steps, preview = false } of spoken) {
        it(`understand "${say}"`, () => {
          const understood = understand(say);

          assert.equal(understood.kind, 'steps');
          assert.deepEqual(understood.steps, steps);
          assert.equal(understood.preview, preview);
        });
      }

      for (const { say, reason } of refused) {
        it(`do nothing on "${say}"`, () => {
          const understood = understand(say);

          assert.equal(understood.kind, 'nothing');
          assert.equal(understood.reason, reason);
        });
      }

      for (const { say, near } of offered) {
        it(`only offer something on "${say}"`, () => {
          const understood = understand(say);

          assert.equal(understood.kind, 'nothing');
          assert.deepEqual(understood.near, near);
        });
      }

      it('are tested for every operation, with at least 60 sentences and 20 that change nothing', () => {
        const tested = new Set(spoken.flatMap(({ steps }) => steps.map((step) => step.operation)));

        assert.deepEqual(
          OPERATIONS.filter((operation) => !tested.has(operation)),
          [],
        );
        assert.ok(spoken.length >= 60);
        assert.ok(refused.length >= 20);
      });
    });
  }

  it('have frames for every operation in every language', () => {
    assert.deepEqual(operationsWithoutFrames(locales, OPERATIONS), []);
    assert.deepEqual(operationsWithoutFrames(locales, ['flyToTheMoon']).length, LANGUAGES.length);
  });

  it('name every person of the sample organisation as they are spelt', () => {
    for (const { displayName, upn } of samplePeople()) {
      for (const name of [displayName, upn]) {
        for (const words of [
          `reset PIN for ${name}`,
          `réinitialiser le code de ${name}`,
          `återställ PIN-kod för ${name}`,
        ]) {
          const understood = understand(words);

          assert.deepEqual(understood.kind === 'steps' && understood.steps, [
            { operation: 'resetPin', input: { people: [name] } },
          ]);
        }
      }
    }
  });

  it('refuse to read more than a thousand characters', () => {
    const understood = understand(`reset pin for ${'a'.repeat(LONGEST_PHRASE)}`);

    assert.deepEqual(understood, { kind: 'nothing', reason: 'too-long', near: [], language: undefined });
  });
});

describe('the language of a phrase', () => {
  for (const [say, language] of [
    ['show amos', 'en'],
    ['reset PIN for amos', 'en'],
    ['afficher amos', 'fr'],
    ['aterstall pin for amos', 'sv'],
    ['reset pin amos', undefined],
    ['amos marble', undefined],
  ] as const) {
    it(`is ${language ?? 'left open'} for "${say}"`, () => {
      assert.equal(understand(say).language, language);
    });
  }
});

describe('spelling of a phrase', () => {
  for (const say of [
    'RESET PIN FOR amos',
    '  reset   pin\u00A0for amos !!!',
    'reset amos’s PIN…',
    "reset amos' pin please.",
    'Hello! Please reset the PIN for amos, thanks.',
    'reset pin: amos',
    '@amos needs a new PIN',
    'REINITIALISER LE CODE D’amos',
    'réinitialiser le code d’amos\u202F!',
    'aterstall pinkoden for amos',
    'Återställ PIN-koden för amos.',
  ]) {
    it(`does not matter: "${say}"`, () => {
      const understood = understand(say);

      assert.deepEqual(understood.kind === 'steps' && understood.steps, [
        { operation: 'resetPin', input: { people: ['amos'] } },
      ]);
    });
  }
});

describe('people in a phrase', () => {
  for (const [say, people] of [
    ['reset pin for amos, ada and henri', ['amos', 'ada', 'henri']],
    ['reset pin for both amos and ada', ['amos', 'ada']],
    ['reset pin for amos & ada', ['amos', 'ada']],
    ['reset pin for amos; ada', ['amos', 'ada']],
    ["reset amos's and ada's pin", ['amos', 'ada']],
    ["réinitialiser le code d'amos et d'ada", ['amos', 'ada']],
    ['återställ pin för amos samt ada', ['amos', 'ada']],
    ['reset pin for "Larry Page"', ['Larry Page']],
    ['reset pin for Amos Marble <amos.marble@contoso.com>', ['amos.marble@contoso.com']],
    ['reset pin for Le Goff', ['Le Goff']],
    ['reset pin Anna Le', ['Anna Le']],
    ["reset pin for tony d'angelo", ["tony d'angelo"]],
    ["réinitialiser le code de Tony D'Angelo", ["Tony D'Angelo"]],
    ['réinitialiser le code de Maria de la Cruz', ['Maria de la Cruz']],
    ["réinitialiser le code d'amos@contoso.com", ['amos@contoso.com']],
    ["réinitialiser le code de d'angelo@contoso.com", ["d'angelo@contoso.com"]],
    ['återställ Adeles PIN-kod', ['Adeles']],
    ['reset pin for me', ['me']],
    ["reset amos's pin for me", ['amos']],
    ['reset pin', []],
  ] as const) {
    it(`are ${people.join(', ') || 'left open'} in "${say}"`, () => {
      const understood = understand(say);

      assert.deepEqual(understood.kind === 'steps' && understood.steps, [
        { operation: 'resetPin', input: { people } },
      ]);
    });
  }

  it('are not guessed where "d\'" may belong to an address or not', () => {
    const understood = understand("reset pin d'amos@contoso.com");

    assert.equal(understood.kind, 'nothing');
  });
});

describe('what a phrase was near to', () => {
  it('is offered for a bare name', () => {
    const understood = understand('amos');

    assert.deepEqual(understood.kind === 'nothing' && understood.near[0], {
      operation: 'showUser',
      input: { people: ['amos'] },
    });
  });

  it('is the history for a question about the past', () => {
    const understood = understand("did you reset amos's pin?");

    assert.deepEqual(understood.kind === 'nothing' && understood.near[0], {
      operation: 'history',
      input: { people: ['amos'] },
    });
  });

  it('is not offered for what was denied', () => {
    const understood = understand("don't reset amos's pin");

    assert.deepEqual(understood.kind === 'nothing' && understood.near, []);
  });
});
