// The tabs of one browser share one session. Who logs out in one of them has left them all: what
// another tab shows must not stay on the screen of a computer that several people use.

const NAME = "session";
let channel: BroadcastChannel | null = null;

/** Calls `leave` when somebody logs out in another tab, until the function it answers is called. */
export function onLoggedOutElsewhere(leave: () => void) {
  const opened = new BroadcastChannel(NAME);
  opened.onmessage = leave;
  channel = opened;
  return () => {
    opened.close();
    if (channel === opened) channel = null;
  };
}

/** Tells the other tabs, and not this one, that the session is over. */
export const tellLoggedOut = () => channel?.postMessage("logged-out");
