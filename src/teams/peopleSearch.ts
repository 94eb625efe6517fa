import type { Activity, InvokeResponse } from 'botbuilder';
import * as z from 'zod';
import { includesRole } from '../domain/actor.ts';
import type { User } from '../domain/user.ts';
import { roleOf } from '../operations/directory/rolesInForce.ts';
import type { Gate } from '../operations/operation.ts';
import type { Transaction } from '../ports/store.ts';

/** The invoke with which Teams asks for choices while somebody types into a people picker. */
const SEARCH = 'application/search';

/** The dataset that our forms name. */
const PEOPLE = 'people';

/** The most choices: Teams shows no more. */
const MOST = 15;

/** What Teams asks, as untrusted as anything typed. */
const Search = z.object({ queryText: z.string().max(256), dataset: z.literal(PEOPLE) });

/** What somebody types into a people picker, or undefined when the activity is nothing of the kind. */
export function searchOf(activity: Activity): string | undefined {
  if (activity.type !== 'invoke' || activity.name !== SEARCH) return undefined;
  const read = Search.safeParse(activity.value);
  return read.success ? read.data.queryText : undefined;
}

/** The people to pick from. Rights come before look-up: who may look nobody up is offered nobody. */
export async function peopleFound(
  { store, house }: Gate,
  user: User | null,
  text: string,
): Promise<InvokeResponse> {
  const results = await store.transaction(async (tx) => {
    const role = user ? await roleOf(tx, house, user) : 'user';
    return includesRole(role, 'helpDesk') ? (await matching(tx, text.trim())).map(choiceOf) : [];
  });
  const type = 'application/vnd.microsoft.search.searchResponse';
  return { status: 200, body: { statusCode: 200, type, value: { results } } };
}

/** Whoever is named, else whoever may be meant; before anything is typed, the first of the list. */
async function matching(tx: Transaction, text: string): Promise<User[]> {
  if (text === '') return (await tx.users.list({}, 0, MOST)).rows;
  const named = await tx.users.named(text, MOST);
  return named.length > 0 ? named : tx.users.nearlyNamed(text, MOST);
}

function choiceOf({ displayName, upn }: User): { title: string; value: string } {
  return { title: `${displayName} (${upn})`, value: upn };
}
