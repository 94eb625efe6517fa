import type { Chance } from './chance.ts';

/** The people to whom commands are done. They write one hello, so that the bot knows where their chats are, and nothing more. */
export const TARGETS = [
  { name: 'Amos Marble', number: 2, upn: 'amos.marble@contoso.com', blocks: false },
  { name: 'Alex Wilber', number: 6, upn: 'alex.wilber@contoso.com', blocks: false },
  { name: 'Alex Öberg', number: 7, upn: 'alex.oberg@contoso.com', blocks: false },
  { name: 'Max Nomail', number: 11, upn: 'max.nomail@contoso.com', blocks: false },
  // She has blocked the bot: her chat notices wait.
  { name: "Ada O'Neil-Łukasz", number: 12, upn: "ada.o'neil@contoso.com", blocks: true },
] as const;

/** The people who give commands, all at the same time. */
export const SENDERS = [
  { name: 'Adele Vance', number: 1, upn: 'adele.vance@contoso.com', role: 'admin' },
  { name: 'François Lefèvre', number: 4, upn: 'francois.lefevre@contoso.com', role: 'admin' },
  { name: 'Åsa Lindström', number: 5, upn: 'asa.lindstrom@contoso.com', role: 'admin' },
  { name: 'Henri Hauge', number: 3, upn: 'henri.help@contoso.com', role: 'helpDesk' },
] as const;

/** Words to be sent, one after the other. */
export type Script = string[];

/** What an admin says next: a command, and Yes where it will ask. */
export function nextScript(chance: Chance, role: 'admin' | 'helpDesk'): Script {
  const person = () => chance.oneOf(TARGETS).upn;
  const either: Script[] = [
    [`reset PIN for ${person()}`],
    [`reset PIN for ${person()}`],
    [`send conference info to ${person()}`],
    [`show ${person()}`],
  ];
  if (role === 'helpDesk') return chance.oneOf(either);
  const yes = chance.oneOf(['Yes', 'yes', 'Oui', 'ja']);
  return chance.oneOf([
    ...either,
    [`reset PIN for ${TARGETS[0].upn} and ${TARGETS[3].upn}`],
    [`reset conference ID for ${person()}`, yes],
    [`reset conference ID for ${person()}`, chance.oneOf(['No', yes, yes])],
    [`set conference ID of ${person()} to ${2_000_000 + chance.below(7_000_000)}`, yes],
    [`Set-CsOnlineDialInConferencingUser -Identity ${person()} -ResetConferenceId -ResetLeaderPin`, yes],
    // Eight digits or more: so no two PINs of a run are the same, and a notice is known by its PIN.
    [`set PIN length to ${8 + chance.below(5)}`],
  ]);
}
