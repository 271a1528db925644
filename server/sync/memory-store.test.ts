import type { ProjectId, UserId } from '#shared/lib/ids.ts';
import { documentStoreContract } from '#tests/contract/document-store.contract.ts';
import { createMemoryStore } from './memory-store.ts';

documentStoreContract('the memory store keeps the contract', () =>
  Promise.resolve({
    store: createMemoryStore(),
    project: 'project000000001' as ProjectId,
    users: ['user000000000001' as UserId, 'user000000000002' as UserId],
  }),
);
