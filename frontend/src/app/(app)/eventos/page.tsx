import type { Metadata } from "next";
import { EventsPage } from "@/features/usuarios/components/events/events-page";

export const metadata: Metadata = { title: "Eventos" };
export default EventsPage;
