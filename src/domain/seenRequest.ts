import * as z from 'zod';
import { View } from './view.ts';

/** Days for which a request is known again when it arrives once more. */
export const SEEN_DAYS = 30;

/** A request that was carried out or refused: its next arrival changes nothing and shows this. */
export const SeenRequest = z.object({
  id: z.string(),
  /** The activity that brought it: the same one again is a redelivery, another one is a button pressed again. */
  arrival: z.string(),
  at: z.iso.datetime(),
  actorKey: z.string(),
  view: View,
});

/** A request that was carried out or refused. */
export type SeenRequest = z.infer<typeof SeenRequest>;
