import type { Metadata } from "next";
import { EventsPage } from "@/features/usuarios";

export const metadata: Metadata = { title: "Eventos" };
export default EventsPage;
