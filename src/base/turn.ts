/** Resolves in a later task, so that a page can draw and hear its user between two pieces of work; not slowed down in a hidden tab, as timers are. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
