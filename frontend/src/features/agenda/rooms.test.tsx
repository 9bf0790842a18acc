import { appointment, ROOM } from "@/entities/appointment/testing";
import { renderPage, screen, within } from "@/testing/render";
import { DoctorTabs } from "./components/doctor-tabs";
import { NO_ROOM_COLUMN, roomsShown } from "./domain/rooms";

it("has a column for each room in use, for one that a visit is still in, and for visits without any", () => {
  const rooms = [ROOM, { ...ROOM, id: 2, name: "Sillón 2", active: false }, { ...ROOM, id: 3, active: false }];
  const visits = [appointment({ room: { id: 2, name: "Sillón 2" } }), appointment({ room: null })];
  expect(roomsShown(rooms, visits).map(({ id }) => id)).toEqual(["1", "2", NO_ROOM_COLUMN]);
  expect(roomsShown(rooms, []).map(({ id }) => id)).toEqual(["1"]);
});

it("shows on a phone one room at a time, by the name before its use", async () => {
  const chooseRoom = jest.fn();
  const roomsShown = [
    { id: "1", name: "Sillón 1 · Rehabilitación" },
    { id: "2", name: "Sillón 2 · Ortodoncia" },
  ];
  const { user } = renderPage(
    <DoctorTabs
      view={{ by: "room", chooseRoom } as never}
      data={{ attending: [], roomsShown, oneRoom: roomsShown[0] } as never}
    />,
    { at: "/agenda/" },
  );
  const tabs = within(screen.getByRole("group", { name: "Consultorio" }));
  expect(tabs.getByRole("button", { name: "Sillón 1" })).toHaveAttribute("aria-pressed", "true");
  await user.click(tabs.getByRole("button", { name: "Sillón 2" }));
  expect(chooseRoom).toHaveBeenCalledWith("2");
});
