/** Where WhatsApp opens the conversation: a mobile number in the form +593…; null for what it cannot be. */
export function whatsappLink(phone: string | null | undefined) {
  const digits = /^\+(\d{8,15})$/.exec(phone ?? "")?.[1];
  // A landline of Ecuador (+593 and one digit of the province) has no WhatsApp.
  return digits && !/^593[2-7]\d{7}$/.test(digits) ? `https://wa.me/${digits}` : null;
}

export const callLink = (phone: string) => `tel:${phone.split(";")[0]}`;
