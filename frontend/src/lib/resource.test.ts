import { QueryClient } from "@tanstack/react-query";
import { growing, invalidate, resource, whole } from "./resource";
import { z } from "./zod-es";

const thing = z.object({ id: z.number() });

it("makes one key of one address, whatever was left empty", () => {
  expect(resource(thing, "/x/things", { q: "a", after: null, sort: undefined }).queryKey).toEqual(
    resource(thing, "/x/things", { q: "a" }).queryKey,
  );
  expect(resource(thing, "/x/things").queryKey).not.toEqual(whole(thing, "/x/things").queryKey);
  expect(growing(thing, "/x/things").queryKey).not.toEqual(whole(thing, "/x/things").queryKey);
});

it("makes an address and what hangs from it old, but for what was just answered", async () => {
  const client = new QueryClient();
  const keys = ["/x/things", "/x/things/7", "/x/things/7/parts", "/x/things-of-others"].map(
    (path) => resource(thing, path).queryKey,
  );
  for (const key of keys) client.setQueryData(key, { id: 7 });
  await invalidate(client, ["/x/things"], keys[1]);
  expect(keys.map((key) => client.getQueryState(key)?.isInvalidated)).toEqual([true, false, true, false]);
});
