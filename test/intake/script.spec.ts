import assert from 'node:assert/strict';
import { Refusal } from '../../src/domain/refusal.ts';
import { readScript } from '../../src/intake/script.ts';

const RESET = 'Set-CsOnlineDialInConferencingUser amos -ResetLeaderPin';
const SHOW = 'Get-CsOnlineDialInConferencingUser ada';

describe('a script', () => {
  it('is two cmdlets or more, one below the other, without comments and blank lines', () => {
    const text = `# new PINs\r\n${RESET}\r\n\r\n   # and look\r\n  ${SHOW}   \r\n`;

    assert.deepEqual(readScript(text), { lines: [RESET, SHOW], stops: false });
  });

  it('keeps continued lines together', () => {
    const text = [
      'Set-CsOnlineDialInConferencingUser `',
      '  -Identity amos,',
      '  ada `',
      '  -ResetLeaderPin',
      SHOW,
      '  -Verbose',
      'Get-CsOnlineDialInConferencingUser |',
      '  Set-CsOnlineDialInConferencingUser -ResetLeaderPin',
    ].join('\n');

    assert.deepEqual(readScript(text)?.lines, [
      'Set-CsOnlineDialInConferencingUser `\n-Identity amos,\nada `\n-ResetLeaderPin',
      `${SHOW}\n-Verbose`,
      'Get-CsOnlineDialInConferencingUser |\nSet-CsOnlineDialInConferencingUser -ResetLeaderPin',
    ]);
  });

  for (const preference of [
    "$ErrorActionPreference = 'Stop'",
    '$ErrorActionPreference="Stop"',
    '$erroractionpreference = “stop”;',
  ])
    it(`stops at the first fault when it begins with ${preference}`, () => {
      assert.deepEqual(readScript(`${preference}\n${RESET}\n${SHOW}`), { lines: [RESET, SHOW], stops: true });
    });

  it('goes on when it begins with another preference', () => {
    assert.equal(readScript(`$ErrorActionPreference = 'Continue'\n${RESET}\n${SHOW}`)?.stops, false);
  });

  it('may stand in a block of code, and have lines that are no cmdlets', () => {
    const lines = [RESET, 'reset PIN for ada', SHOW];

    assert.deepEqual(readScript(`\`\`\`powershell\n${lines.join('\n')}\n\`\`\``)?.lines, lines);
  });

  it('of one cmdlet among comments is that cmdlet', () => {
    assert.deepEqual(readScript(`# Amos has lost his\n${RESET}\n# done`)?.lines, [RESET]);
  });

  for (const text of [
    RESET,
    `${RESET}\n`,
    `${RESET}\nThanks,\nAdele`,
    `reset PIN for amos\n${RESET}\n${SHOW}`,
    're-issue the PIN of amos\nre-issue the PIN of ada',
    'hello\nhow are you',
    '# nothing but a comment\n',
    '',
  ])
    it(`is not: ${JSON.stringify(text)}`, () => {
      assert.equal(readScript(text), undefined);
    });

  it('has at most twenty lines', () => {
    assert.equal(readScript(Array(20).fill(SHOW).join('\n'))?.lines.length, 20);
    assert.throws(
      () => readScript(Array(21).fill(SHOW).join('\n')),
      (error) => error instanceof Refusal && error.code === 'script-too-long' && error.params['count'] === 21,
    );
  });
});
