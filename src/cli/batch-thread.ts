/** One thread of batch-pool.ts. */
import { parentPort, workerData } from 'node:worker_threads'
import { judgeShares } from './batch-pool.ts'

parentPort!.postMessage(await judgeShares(workerData))
