import type { User } from '../../src/domain/user.ts';
import { aUser } from './builders.ts';

const NAMES: readonly (readonly [alias: string, displayName: string])[] = [
  ['adele.vance', 'Adele Vance'],
  ['amos.marble', 'Amos Marble'],
  ['henri.help', 'Henri Hauge'],
  ['francois.lefevre', 'François Lefèvre'],
  ['asa.lindstrom', 'Åsa Lindström'],
  ['alex.wilber', 'Alex Wilber'],
  ['alex.oberg', 'Alex Öberg'],
  ['tara.third', 'Tara Third'],
  ['nils.none', 'Nils None'],
  ['lia.nolicense', 'Lia Nolan'],
  ['max.nomail', 'Max Nomail'],
  ["ada.o'neil", "Ada O'Neil-Łukasz"],
];

/** The people of the sample organisation, each with an object id and a conference ID of their own; all else is as `aUser` makes it. */
export function samplePeople(): User[] {
  return NAMES.map(([alias, displayName], at) =>
    aUser({
      key: `user-${alias}@contoso.com`,
      id: `00000000-0000-4000-8000-${String(at + 1).padStart(12, '0')}`,
      upn: `${alias}@contoso.com`,
      displayName,
      conferenceId: String(8_271_900 + at),
    }),
  );
}
