import type { Metadata } from "next";
import { RoomPage } from "@/features/sala/components/room-page";

export const metadata: Metadata = { title: "Sala de espera" };
export default RoomPage;
