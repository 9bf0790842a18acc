import type { Metadata } from "next";
import { SignPage } from "@/features/firma-compartida/components/sign-page";

export const metadata: Metadata = { title: "Firmar" };

export default function Page() {
  return <SignPage />;
}
