import assert from 'node:assert/strict';
import { formatPhoneNumber, parsePhoneNumber, traitsOf } from '../../src/domain/phoneNumber.ts';
import { countryCodeOf } from '../../src/domain/places.ts';
import { spokenLanguageOf, SPOKEN_LANGUAGES } from '../../src/domain/spokenLanguage.ts';

describe('a telephone number', () => {
  for (const [typed, e164] of [
    ['14255551234', '+14255551234'],
    ['+14255551234', '+14255551234'],
    ['tel:+14255551234', '+14255551234'],
    ['TEL: +1 425 555 1234', '+14255551234'],
    ['+1 (425) 555-1234', '+14255551234'],
    ['1 (425) 555 1234', '+14255551234'],
    ['(1) 425 555 1234', '+14255551234'],
    ['1.425.555.1234', '+14255551234'],
    ['0046 8 465 004 00', '+46846500400'],
    ['+46 (0)8 465 004 00', '+46846500400'],
    ['+46\u00A08\u202F465\u00A0004\u00A000', '+46846500400'],
    ['12345', undefined],
    ['08-465 004 00', undefined],
    ['425 555 1234', undefined],
    ['+', undefined],
    ['amos', undefined],
    ['', undefined],
  ] as const) {
    it(`is ${e164 ?? 'none'} when it is typed as "${typed}"`, () => {
      assert.equal(parsePhoneNumber(typed), e164);
    });
  }

  it('is shown in international form, and read again from it', () => {
    assert.equal(formatPhoneNumber('+46846500400'), '+46 8 465 004 00');
    assert.equal(parsePhoneNumber(formatPhoneNumber('+18005550199')), '+18005550199');
  });

  it('tells its country and whether its callers pay', () => {
    assert.deepEqual(traitsOf('+46846500400'), { country: 'SE', tollFree: false });
    assert.equal(traitsOf('+18005550199').tollFree, true);
  });
});

describe('a country', () => {
  for (const [named, code] of [
    ['Sweden', 'SE'],
    ['suede', 'SE'],
    ['Sverige', 'SE'],
    ['se', 'SE'],
    ['uk', 'GB'],
    ['États-Unis', 'US'],
    ['the Netherlands', 'NL'],
    ['Stockholm', undefined],
    ['zz', undefined],
  ] as const) {
    it(`is ${code ?? 'none'} when it is called "${named}"`, () => {
      assert.equal(countryCodeOf(named), code);
    });
  }
});

describe('a language of numbers', () => {
  for (const [named, tag] of [
    ['sv', 'sv-SE'],
    ['EN-gb', 'en-GB'],
    ['en_US', 'en-US'],
    ['Swedish', 'sv-SE'],
    ['suédois', 'sv-SE'],
    ['spanska', 'es-ES'],
    ['British English', 'en-GB'],
    ['norsk', undefined],
    ['Norwegian', 'nb-NO'],
    ['Klingon', undefined],
  ] as const) {
    it(`is ${tag ?? 'none'} when it is called "${named}"`, () => {
      assert.equal(spokenLanguageOf(named), tag);
    });
  }

  it('stands once in the list', () => {
    assert.equal(new Set(SPOKEN_LANGUAGES).size, SPOKEN_LANGUAGES.length);
  });
});
