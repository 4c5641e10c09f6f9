"""Headers of lists in Kazakh, Russian and English, and the field that each means.

Small letters, without punctuation, ё as е. `field@kind`: only in a list of that kind.
"""


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


WORDS = {
    field: _phrases(text)
    for field, text in {
        "name": """
            name, full name, names, person, victim, detainee, name of victim, name of the killed, name of detainee,
            фио, ф и о, имя, имя и фамилия, фамилия и имя, фамилия имя, фамилия имя отчество, погибший, задержанный,
            имя погибшего, имя задержанного, фамилия имя отчество погибшего, пострадавший,
            аты жөні, аты жөн, есімі, толық аты жөні, қаза тапқан адам, ұсталған адам, тегі аты, тегі аты әкесінің аты,
            тегі аты жөні
        """,
        "name_kk": """
            name kk, name kz, name in kazakh, kazakh name, имя на казахском, фио на казахском, фио каз, фио kz,
            фио на казахском языке, аты жөні қазақша, қазақша аты жөні, қазақша есімі
        """,
        "name_ru": """
            name ru, name in russian, russian name, name cyrillic, имя на русском, фио на русском, фио рус, фио ru,
            фио на русском языке, аты жөні орысша, орысша аты жөні
        """,
        "name_en": """
            name en, name in english, english name, name latin, latin name, name in latin, name transliterated,
            transliteration, romanised name, romanized name, имя на английском, имя латиницей, фио на английском,
            фио латиницей, фио лат, имя лат, фио англ, транслитерация, ағылшынша аты жөні, латынша аты жөні
        """,
        "name_ar": "name ar, name in arabic, arabic name, имя на арабском, арабша аты",
        "other_names": """
            other names, other name, alias, aliases, also known as, aka, other spellings, nickname, variant,
            другие имена, псевдоним, прозвище, варианты имени, другое написание, басқа есімдері, лақап аты
        """,
        "surname": "surname, last name, family name, lastname, фамилия, тегі, фамилиясы",
        "given_name": "given name, first name, firstname, forename, имя без фамилии, өз есімі, аты",
        "patronymic": "patronymic, middle name, father s name, отчество, әкесінің аты",
        "age_low": "age low, age from, lowest age, youngest age, возраст от, не моложе, ең төменгі жасы",
        "age_high": "age high, age to, highest age, oldest age, возраст до, не старше, ең жоғарғы жасы",
        "age": """
            age, age at death, age years, age when arrested, возраст, лет, полных лет, возраст лет, сколько лет,
            возраст на момент смерти, возраст на момент задержания, жасы, жас, неше жаста
        """,
        "sex": "sex, gender, пол, жынысы, жыныс",
        "born_on": """
            born, born on, date of birth, birth date, birthdate, dob, year of birth, birth year, birthday,
            дата рождения,
            год рождения, г р, д р, родился, туған күні, туған жылы, туған күні айы жылы, туған
        """,
        "home_place": """
            home, home place, residence, place of residence, lived in, hometown, home town, from where,
            место жительства,
            город проживания, откуда, откуда родом, место проживания, тұрғылықты жері, тұрған жері, тұратын жері
        """,
        "occupation": """
            occupation, profession, job, work, place of work, занятие, род занятий, профессия, работа, место работы,
            должность, кем работал, кәсібі, мамандығы, жұмысы, жұмыс орны, лауазымы
        """,
        "description": "description, who, описание, кто это, сипаттама, сипаттамасы",
        "number": """
            row, no, nr, n, number, id, num, row number, serial number, list number, record id, case id, номер, п п,
            номер п п, no п п, нөмір, нөмірі, р с, рет саны, қатар
        """,
        "links": """
            link, links, source, sources, url, urls, reference, references, reports, report, link to source, news,
            source link, source url, evidence, ссылка, ссылки, источник, источники, ссылка на источник, публикация,
            публикации, источник информации, сми, сілтеме, сілтемелер, дереккөз, дереккөздер, дерек көзі
        """,
        "circumstances": """
            circumstances, circumstances of death, what happened, how, how it happened, how died, story, details,
            summary,
            обстоятельства, обстоятельства смерти, обстоятельства гибели, обстоятельства задержания, что произошло,
            как погиб, подробности, как это было, мән жайы, қалай болды, оқиға
        """,
        "quotation": "quotation, quote, testimony, цитата, показания, свидетельство, дәйексөз",
        "internal_notes": """
            note, notes, comment, comments, remark, remarks, additional information, other, примечание, примечания,
            комментарий, комментарии, заметки, дополнительно, прочее, доп информация, дополнительная информация,
            ескерту, ескертпе, қосымша, пікір, қосымша мәлімет
        """,
        "harm": "harm, outcome, killed or injured, исход, вред, что случилось, зардап, салдары",
        "status@killed": "status, role, civilian or not, статус, кем был, роль, мәртебесі",
        "in_custody": "in custody, died in custody, под стражей, погиб под стражей, қамауда",
        "armed": "armed, was armed, вооружен, был вооружен, қарулы",
        "time_of_day": "time of day, time, время суток, время, тәулік мезгілі, уақыты",
        "harmed_on": """
            date, date of incident, incident date, date harmed, date of injury, injured on, harmed on, shot on, when,
            дата, когда, дата ранения, дата происшествия, дата события, ранен когда, күні, қашан, жараланған күні,
            оқиға күні
        """,
        "died_on": """
            died, died on, date of death, death date, date killed, killed on, date died, дата смерти, дата гибели, умер,
            погиб, дата кончины, когда погиб, когда умер, қайтыс болған күні, қаза болған күні, қаза тапқан күні,
            өлген күні, өлген уақыты
        """,
        "harmed_place": """
            place, location, where, city, region, district, town, oblast, place of incident, governorate, province,
            where injured, место, где, город, область, регион, район, место ранения, место происшествия,
            населенный пункт,
            жері, орны, қайда, қала, қаласы, облыс, облысы, аймақ, аудан, ауданы, жараланған жері, оқиға орны
        """,
        "died_place": """
            place of death, died in, died at, where died, место смерти, место гибели, где погиб, где умер,
            қайтыс болған жері, қаза болған жері, қаза тапқан жері
        """,
        "site": "site, exact place, street, точное место, улица, объект, нақты жері, көше",
        "label_as_printed": "label, called, как назван, ярлык, аталуы",
        "methods": """
            method, methods, weapon, cause of death, cause, manner of death, means, причина смерти, причина гибели,
            способ, причина, оружие, өлім себебі, себебі, тәсілі
        """,
        "wound_sites": """
            wound, wounds, wound site, wound sites, injury, injuries, ранение, ранения, раны, жарақаты, жарасы
        """,
        "forces": """
            force, forces, perpetrator, perpetrators, by whom, arrested by, killed by, кем, кем задержан, кем убит,
            кто задержал, кто стрелял, орган, силовики, орган задержания, кім ұстады, кім тарапынан, кім атты
        """,
        "activity": "activity, doing what, activity when arrested, что делал, чем занимался, не істеп жүрген",
        "arrested_on": """
            arrested, arrested on, date of arrest, arrest date, detained on, date of detention, detention date,
            date, when,
            date detained, date arrested, дата задержания, дата ареста, когда задержан, задержан, дата, когда,
            ұсталған күні, қамауға алынған күні, тұтқындалған күні, күні, қашан
        """,
        "released_on": """
            released, released on, date of release, release date, дата освобождения, освобожден, когда освобожден,
            когда отпущен, босатылған күні, босаған күні
        """,
        "status_as_of": "as of, status as of, на дату, по состоянию на, статус на дату, жағдай күні",
        "sought_since": "sought since, missing since, ищут с, пропал, пропал с, іздеуде",
        "held_since": "held since, held from, содержится с, под стражей с, қамауда отырған уақыты",
        "held_until": "held until, held to, содержится до, под стражей до",
        "arrested_place": """
            place, location, where, city, region, district, town, oblast, place of arrest, place of detention,
            where arrested, where detained, место, где, город, область, регион, район, место задержания, место ареста,
            где задержан, населенный пункт, жері, қайда, қала, қаласы, облыс, облысы, аймақ, аудан, ұсталған жері,
            қамауға алынған жері
        """,
        "facility": """
            facility, held at, held where, prison, detention facility, place held, detention centre, detention center,
            место содержания, где содержится, учреждение, изолятор, сизо, ивс, место содержания под стражей, колония,
            қамау орны, қамалған жері, түрме, мекеме, қайда отыр
        """,
        "measure": "measure, type of detention, мера, мера пресечения, вид задержания, бұлтартпау шарасы, шара",
        "custody_status": """
            status, current status, held or released, статус, текущий статус, нынешний статус, где сейчас,
            мәртебесі, қазіргі жағдайы, жағдайы
        """,
        "family_access": """
            family access, family visits, доступ семьи, свидания, доступ родственников, туыстарының кездесуі
        """,
        "counsel_access": "counsel access, lawyer access, access to a lawyer, доступ адвоката, адвокат, адвокаты",
        "whereabouts_acknowledged": "whereabouts acknowledged, местонахождение подтверждено, орны мойындалды",
        "charge_status": "charge status, status of case, статус дела, статус обвинения, іс жағдайы, іс мәртебесі",
        "court": "court, суд, сот, соты",
        "sentence": "sentence, verdict, term, приговор, наказание, срок, үкім, жаза, мерзімі",
        "article": "article, article of law, articles, charge article, статья, статьи, ст ук, статья ук, бап, бабы",
        "offence_as_printed": """
            charge, charges, offence, offense, accusation, обвинение, обвинения, в чем обвиняется, подозрение, айып,
            айыптау, тағылған айып
        """,
        "case_number": "case number, case no, file number, номер дела, ердр, іс нөмірі, no дела, сдтбт",
        "identity_number": """
            iin, id number, identity number, national id, passport, passport number, id card, document number, иин,
            номер паспорта, паспорт, удостоверение, номер удостоверения, уд личности, документ, жсн, жеке куәлік,
            жеке сәйкестендіру нөмірі, индивидуальный идентификационный номер
        """,
        "telephone": """
            phone, telephone, phone number, mobile, contact, contacts, contact details, email, e mail, whatsapp,
            instagram, facebook, relatives contacts, телефон, номер телефона, тел, контакт, контакты, почта, эл почта,
            контакты родственников, телефон родственников, байланыс, телефоны, байланыс нөмірі
        """,
        "address": """
            address, home address, street address, адрес, домашний адрес, адрес проживания, адрес прописки, прописка,
            мекенжай, мекенжайы, үй мекенжайы, тұрғылықты мекенжайы
        """,
    }.items()
}
