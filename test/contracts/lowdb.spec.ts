import { DataFolder } from '../adapters/lowdb/dataFolder.ts';
import { describeStore } from './store.ts';

describeStore('lowdb', async () => {
  const folder = await DataFolder.create();
  return { open: () => folder.open(), remove: () => folder.remove() };
});

describeStore('lowdb with a snapshot at every opening', async () => {
  const folder = await DataFolder.create();
  return {
    open: async () => {
      const store = await folder.open();
      await store.checkpoint();
      return store;
    },
    remove: () => folder.remove(),
  };
});
