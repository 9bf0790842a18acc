import type { Metadata } from "next";
import { OfferPage } from "@/features/espera-compartida/components/offer-page";

export const metadata: Metadata = { title: "Una hora antes" };

export default function Page() {
  return <OfferPage />;
}
