import { whatsappLink } from "./whatsapp";

it.each([
  ["+593998124470", "https://wa.me/593998124470"],
  ["0998124470", "https://wa.me/593998124470"],
  ["+57 300 123 4567", "https://wa.me/573001234567"],
  ["+59322345678", null],
  ["2345678", null],
  ["", null],
  [null, null],
])("%s opens %s", (phone, link) => {
  expect(whatsappLink(phone)).toBe(link);
});
