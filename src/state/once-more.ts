import { asCodedError } from '#base/error.ts';

/** Work that lost its engine is tried once more on the next one; what breaks two engines is an error. */
export async function onceMoreAfterRestart<Result>(task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (thrown) {
    if (asCodedError(thrown).code !== 'engine/restarted') throw thrown;
    return task();
  }
}
