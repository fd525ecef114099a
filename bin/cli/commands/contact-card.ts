import { contactCard } from '../contact-card';
import { answer, type Command } from '../command';

export const contactCardCommand: Command = {
  name: 'contact-card',
  usage: '[> tocsin.vcf]',
  says: 'prints a contact (vCard) of what pages come from, to let through do-not-disturb',
  about: [
    'Open the file on your telephone, save the contact, and let it ring when everything else is silent: on iOS by',
    '"Emergency Bypass" in its ring tone, on Android by making it a favourite and allowing favourites.',
    'The numbers are those of `paging.sendingNumbers` in the configuration.',
  ],
  flags: {},
  mostWords: 0,
  run: async (call) => {
    const { api } = await call.open();
    const facts = await api.get<{ organization: string; sendingNumbers: readonly string[] }>('/contact-card');
    const card = contactCard(facts.organization, facts.sendingNumbers);
    if (call.json) return answer(call, { ...facts, card }, []);
    call.terminal.out(`${card}\r`);
    if (facts.sendingNumbers.length === 0)
      call.terminal.err(
        'It holds no number: text messages come from numbers that change. Name yours in paging.sendingNumbers.',
      );
  },
};
