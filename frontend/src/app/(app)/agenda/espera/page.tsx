import type { Metadata } from "next";
import { WaitlistPage } from "@/features/espera/components/waitlist-page";

export const metadata: Metadata = { title: "Lista de espera" };
export default WaitlistPage;
