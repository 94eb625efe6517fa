import { includesRole } from '../domain/actor.ts';
import type { View } from '../domain/view.ts';
import { EVERYBODY, operation } from './operation.ts';
import { button, formButton } from './buttons.ts';

/** Greets a person and says what they can do here. */
export const hello = operation({
  name: 'hello',
  right: EVERYBODY,
  fields: {},
  changes: false,
  async run(work): Promise<View> {
    const { user, role } = work.actor;
    const buttons = [
      ...(includesRole(role, 'helpDesk') ? [formButton('resetPin')] : []),
      button('myInfo'),
      button('help'),
    ];
    return { kind: 'welcome', name: user.displayName, role, local: work.house.local, buttons };
  },
});
