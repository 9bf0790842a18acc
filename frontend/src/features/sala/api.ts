import { useMutation, useQueryClient } from "@tanstack/react-query";
import { WAITING_ROOM } from "@/entities/paths";
import { changed } from "@/entities/waiting-room/queries";
import { roomSettingsSchema, screenLinkSchema, type RoomSettings } from "@/entities/waiting-room/schema";
import { api, nothing } from "@/lib/api";

export function useSaveRoom() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, ...body }: RoomSettings) =>
      api(roomSettingsSchema, `${WAITING_ROOM}/settings`, { method: "PUT", body, version }),
    onSettled: () => changed(client),
  });
}

export const useMakeScreen = () =>
  useMutation({ mutationFn: () => api(screenLinkSchema, `${WAITING_ROOM}/screens`, { method: "POST" }) });

export const useWithdrawScreens = () =>
  useMutation({ mutationFn: () => api(nothing, `${WAITING_ROOM}/screens`, { method: "DELETE" }) });
