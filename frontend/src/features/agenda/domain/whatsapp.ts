/**
 * Where WhatsApp opens a conversation with a phone: wa.me and the digits of E.164 (https://faq.whatsapp.com/5913398998672934).
 * Nothing for a landline of Ecuador, nor for what is no whole number.
 */
export function whatsappLink(phone: string | null | undefined) {
  const written = (phone ?? "").split(";ext=")[0]!;
  const digits = written.replace(/\D/g, "");
  const international = /^09\d{8}$/.test(digits) ? `593${digits.slice(1)}` : digits;
  const whole = written.trim().startsWith("+") || international !== digits;
  const landline = /^593[2-7]/.test(international);
  return whole && !landline && /^[1-9]\d{7,14}$/.test(international) ? `https://wa.me/${international}` : null;
}
