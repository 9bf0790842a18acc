import type { Metadata } from "next";
import { OnlineBookingsPage } from "@/features/reservas/components/online-bookings-page";

export const metadata: Metadata = { title: "Reservas en línea" };
export default OnlineBookingsPage;
