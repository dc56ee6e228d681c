package io.prox.simulators.company;

import java.util.List;
import java.util.function.UnaryOperator;

/// Names as people of a region bear them; `さくら|Sakura` is how they write it, and how their mail
/// server does.
@SuppressWarnings("ImmutableEnumChecker") // its lists and sets are never changed
enum NamePool {
    GERMAN(
            """
            Anna Birgit Carla Daniela Elke Franziska Greta Heike Ines Jana Katrin Lea Mareike
            Nadine Petra Sabine Tanja Ulrike Verena Jürgen Björn Andreas Bernd Christian Dirk
            Elias Florian Götz Holger Ingo Jörg Klaus Lukas Moritz Norbert Oliver Ralf Sören
            Thomas Uwe
            """,
            """
            Ahlers Bergmann Brückner Cordes Dörfler Ebner Faßbender Gebhardt Günther Hartwig
            Höfer Imhof Jäger Kessler König Krüger Lindner Löffler Maurer Möller Nagel Oberhauser
            Pohl Quast Rüger Sander Schäfer Schröter Steinbach Thiele Uhlig Vogt Weiß Wörner
            Zeller Zimmermann
            """,
            Words::germanLatin),
    ENGLISH(
            """
            Abigail Beth Charlotte Diana Eleanor Fiona Gemma Hannah Isla Joanne Kayla Laura Megan
            Natalie Olivia Paige Rachel Sophie Tessa Vanessa Aaron Ben Callum Dylan Ethan Frank
            George Harvey Ian Jack Kevin Liam Marcus Nathan Owen Peter Ryan Scott Trevor Wesley
            """,
            """
            Ashdown Barlow Carver Dunmore Ellsworth Fairley Gantry Hargrove Ibbotson Jessop
            Kingsley Lathrop Merrick Norwood O'Dowd Penhale Quilter Rowntree Stanway Thackeray
            Underhill Vickers Whitlock Yardley Abernathy Boyce Colburn Drummond Everett Farraday
            Granger Holloway Ingram Kendrick Langley Marlowe
            """),
    FRENCH(
            """
            Amélie Béatrice Camille Delphine Élodie Fanny Géraldine Hélène Inès Juliette Léa
            Maëlle Noémie Océane Pauline Anaïs Antoine Baptiste Cédric Damien Étienne Fabrice
            Grégoire Hugo Jérôme Loïc Mathieu Nicolas Rémi Sébastien Thibault
            """,
            """
            Aubertin Beaumont Charpentier Delacroix Esnault Fournier Garnier Hébert Jaubert
            Lefèvre Marchand Noël Ouvrard Périer Quentin Rousselot Sabatier Thévenet Vasseur
            Bréchet Cordier Dufresne Gauthier Lemoine Montagne Pelletier Roche Tessier
            """),
    SPANISH(
            """
            Alba Beatriz Carmen Dolores Elena Fátima Gloria Inés Julia Lucía Marta Nuria Pilar
            Rocío Sofía Verónica Álvaro Andrés Borja Carlos Diego Emilio Gonzalo Héctor Íñigo
            Joaquín Martín Óscar Raúl Víctor
            """,
            """
            Alarcón Benítez Cabrera Domínguez Espinosa Fuentes Galván Herrero Ibáñez Jurado
            Lozano Machado Navarro Ortuño Peñalver Quintana Robledo Salgado Tejada Urrutia
            Valdés Yáñez Zamora Bermúdez Cañas Escribano
            """),
    ITALIAN(
            """
            Alessia Bianca Chiara Donatella Elisa Federica Giulia Ilaria Lorenza Martina Nicoletta
            Paola Raffaella Silvia Valeria Alberto Bruno Claudio Dario Emanuele Fabio Gianluca
            Leonardo Matteo Niccolò Pietro Riccardo Stefano Tommaso
            """,
            """
            Albanese Bertolini Carminati Donati Esposito Farinelli Gallo Lombardi Marchetti
            Negri Orlandi Pellegrini Quadri Rinaldi Sartori Tedesco Valentini Zanetti Bassani
            Corradi Fontana Grimaldi Morandi
            """),
    DUTCH(
            """
            Anouk Britt Demi Esmée Femke Hanneke Iris Jolanda Lotte Maaike Noor Roos Sanne Willemijn
            Arjen Bram Daan Gijs Hendrik Jeroen Koen Lars Maarten Niels Pieter Ruben Stijn Teun
            Wouter
            """,
            """
            Aalbers Bakhuizen Coster Dijkgraaf Elzinga Fokkens Groeneveld Hoekstra Iedema Jonkman
            Kuiper Langeveld Mulder Nijhof Oosterhuis Postma Rietveld Slagter Terpstra Veenstra
            Wiersma Zijlstra Brouwer Smeets
            """),
    POLISH(
            """
            Agnieszka Bożena Dorota Ewa Grażyna Hanna Joanna Kasia Łucja Małgorzata Paulina
            Zuzanna Andrzej Bartosz Dariusz Grzegorz Jacek Krzysztof Łukasz Michał Paweł Stanisław
            Tomasz Wojciech
            """,
            """
            Adamczyk Borkowska Czarnecki Dąbrowska Głowacki Jabłońska Kaźmierczak Lewandowska
            Maćkowiak Olszewska Piątek Różański Sikorska Śliwa Tomaszewski Urbańska Walczak
            Wróblewska Zając Żurawska
            """),
    SWEDISH(
            """
            Agneta Britta Cecilia Ebba Frida Gunilla Hedvig Ingrid Kajsa Linnéa Märta Saga Åsa
            Anders Bengt Erik Fredrik Gustav Håkan Johan Lennart Magnus Oskar Per Stellan Östen
            """,
            """
            Ahlström Bergqvist Cederholm Dahlgren Ekblad Forsberg Grönvall Hellström Isaksson
            Kjellgren Lindahl Malmström Nyberg Öberg Palmqvist Rydell Sjöberg Törnqvist Wallin
            Åkesson
            """),
    INDIAN(
            """
            Aditi Bhavna Deepa Ishita Kavya Lakshmi Meera Nandini Pooja Radhika Shreya Vidya Arjun
            Devendra Gaurav Harish Kiran Manoj Nikhil Pranav Rohan Sanjay Tarun Vikram
            """,
            """
            Agarwal Banerjee Chaudhary Deshpande Gopalan Iyer Joshi Kulkarni Mahajan Nair Pillai
            Raghavan Saxena Thakur Varma Bhatt Chopra Menon Reddy Subramanian
            """),
    JAPANESE(
            """
            さくら|Sakura 陽子|Yoko 美咲|Misaki 恵|Megumi 彩花|Ayaka 直美|Naomi 由美|Yumi 健太|Kenta
            大輔|Daisuke 誠|Makoto 翔|Sho 拓也|Takuya 浩二|Koji 隆|Takashi 純|Jun
            """,
            """
            石川|Ishikawa 小川|Ogawa 村上|Murakami 長谷川|Hasegawa 近藤|Kondo 坂本|Sakamoto 遠藤|Endo
            青木|Aoki 藤井|Fujii 西村|Nishimura 福田|Fukuda 三浦|Miura 岡本|Okamoto 松田|Matsuda
            中野|Nakano 原田|Harada
            """),
    PORTUGUESE(
            """
            Adriana Bruna Cláudia Débora Fernanda Inês Juliana Larissa Márcia Patrícia Renata
            Tatiana Alexandre Caio Eduardo Fábio Gustavo João Leandro Murilo Otávio Rogério
            Thiago Vinícius
            """,
            """
            Albuquerque Barreto Cavalcanti Drummond Falcão Guimarães Leitão Magalhães Nogueira
            Peixoto Queirós Rezende Sampaio Tavares Vasconcelos Assunção Brandão Fagundes
            """),
    TURKISH(
            """
            Aylin Büşra Ceren Defne Elif Gizem İrem Özlem Şeyma Zeynep Ahmet Barış Cem Emre Gökhan
            Hüseyin Kerem Murat Onur Tolga
            """,
            """
            Akgün Bozkurt Çelik Demirel Erdoğdu Güneş Işık Kılıç Özkan Polat Şahin Taşkın Ünal
            Yıldız Yılmazer Aydoğan
            """),
    UKRAINIAN(
            """
            Олена|Olena Ірина|Iryna Наталія|Nataliia Оксана|Oksana Юлія|Yuliia Тетяна|Tetiana
            Богдан|Bohdan Андрій|Andrii Дмитро|Dmytro Максим|Maksym Тарас|Taras Сергій|Serhii
            """,
            """
            Бондаренко|Bondarenko Гончар|Honchar Дорошенко|Doroshenko Ковальчук|Kovalchuk
            Литвин|Lytvyn Мельничук|Melnychuk Олійник|Oliinyk Павленко|Pavlenko Романюк|Romaniuk
            Савчук|Savchuk Ткаченко|Tkachenko Шевчук|Shevchuk
            """);

    /// @param written as its bearer writes it
    /// @param latin the same in unaccented Latin letters
    record Name(String written, String latin) {}

    final List<Name> first;
    final List<Name> last;

    NamePool(String first, String last) {
        this(first, last, Words::latin);
    }

    NamePool(String first, String last, UnaryOperator<String> latin) {
        this.first = names(first, latin);
        this.last = names(last, latin);
    }

    private static List<Name> names(String list, UnaryOperator<String> latin) {
        return Words.blank(list).stream().map(entry -> name(entry, latin)).toList();
    }

    private static Name name(String entry, UnaryOperator<String> latin) {
        List<String> parts = Words.barred(entry);
        return new Name(parts.getFirst(), latin.apply(parts.getLast()));
    }
}
