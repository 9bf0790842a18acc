import { useEffect, useState, useSyncExternalStore } from "react";
import { clinicIn, rememberClinic, rememberedClinic, type Clinic } from "@/lib/clinic-memory";
import { ask } from "@/lib/http";

const SUITE: Clinic = { name: "OmniClínica", accent: null, logo: false, version: 0 };
const never = () => () => undefined;

/** As this browser remembers it, until the service says; null while neither has. */
export function useClinicAtTheDoor() {
  const remembered = useSyncExternalStore(never, rememberedClinic, () => null);
  const [told, setTold] = useState<Clinic | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    void ask("/auth/clinic", { signal: leaving.signal }).then(
      ({ body }) => {
        const clinic = clinicIn(body);
        if (clinic) rememberClinic(clinic);
        setTold(clinic ?? SUITE);
      },
      () => leaving.signal.aborted || setTold((before) => before ?? rememberedClinic() ?? SUITE),
    );
    return () => leaving.abort();
  }, []);
  return told ?? remembered;
}
