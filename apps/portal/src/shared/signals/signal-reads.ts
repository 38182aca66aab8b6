import { boardRoutes, contractRoutes, signalRoutes } from '@hoshu/api-schema';

/** What shows signals and is read anew after one was noted or put aside. */
export const signalReads = [signalRoutes.list, contractRoutes.list, contractRoutes.get, boardRoutes.get];
