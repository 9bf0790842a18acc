import type { Metadata } from "next";
import { WallPage } from "@/features/sala-compartida/components/wall-page";

export const metadata: Metadata = { title: "Sala de espera" };

export default function Page() {
  return <WallPage />;
}
