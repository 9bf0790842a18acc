import { onLoggedOutElsewhere, tellLoggedOut } from "./tabs";

/** Another tab of the same browser. */
function anotherTab() {
  const heard: unknown[] = [];
  const channel = new BroadcastChannel("session");
  const first = new Promise<void>((resolve) => {
    channel.onmessage = ({ data }) => {
      heard.push(data);
      resolve();
    };
  });
  return { channel, heard, first };
}

it("leaves when somebody logs out in another tab", async () => {
  const { channel } = anotherTab();
  const left = new Promise<void>((resolve) => {
    const stop = onLoggedOutElsewhere(() => {
      stop();
      resolve();
    });
  });
  channel.postMessage("logged-out");
  await left;
  channel.close();
});

it("tells the other tabs of a logout, and does not hear itself", async () => {
  const other = anotherTab();
  const leave = jest.fn();
  const stop = onLoggedOutElsewhere(leave);
  tellLoggedOut();
  await other.first;
  expect(other.heard).toEqual(["logged-out"]);
  expect(leave).not.toHaveBeenCalled();
  stop();
  other.channel.close();
});
