namespace Portal.Testing;

/// <summary>Exports of payment providers as they write them, with invented people. The header rows are the real ones.</summary>
public static class PaymentSamples
{
    /// <summary>What must be found nowhere once a sample was taken in.</summary>
    public static IReadOnlyList<string> Canaries { get; } =
        ["Quillfeather", "quill@canary.example", "Zephyrine", "Oakenshade", "oaken@canary.example", "Larkspurre", "larks@canary.example", "txn_canary", "PM00CANARY", "77001234"];

    /// <summary>Stripe, "Balance history": two gifts of January and one each month, a yen one, a fee, a refund, a payout and a dispute.</summary>
    public const string Stripe = """
        id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description,Customer Name (metadata),Customer Email (metadata),Card Last4
        txn_canary1,charge,ch_1,20.00,0.55,19.45,eur,2027-01-03 14:03,2027-01-05 00:00,Gift of Quillfeather,Ada Quillfeather,quill@canary.example,4242
        txn_canary2,charge,ch_2,"1,000.00",14.25,985.75,eur,2027-01-04 09:12,2027-01-06 00:00,Gift,Ada Quillfeather,quill@canary.example,4242
        txn_canary3,payment,py_3,10.00,0.40,9.60,eur,2026-12-31 23:59,2027-01-02 00:00,Subscription creation,Zephyrine Moss,quill@canary.example,4242
        txn_canary4,charge,ch_4,30.00,0.80,29.20,gbp,2027-01-05 10:00,2027-01-07 00:00,Gift,Zephyrine Moss,quill@canary.example,4242
        txn_canary5,charge,ch_5,5000,200,4800,jpy,2027-01-06 10:00,2027-01-08 00:00,Gift,Zephyrine Moss,quill@canary.example,4242
        txn_canary6,stripe_fee,,-2.00,0.00,-2.00,eur,2027-01-07 10:00,2027-01-07 00:00,Billing,,,
        txn_canary7,refund,re_1,-20.00,0.00,-20.00,eur,2027-01-08 10:00,2027-01-08 00:00,REFUND FOR CHARGE,Ada Quillfeather,quill@canary.example,4242
        txn_canary8,payout,po_1,-995.20,0.00,-995.20,eur,2027-01-09 10:00,2027-01-10 00:00,STRIPE PAYOUT,,,
        txn_canary9,adjustment,dp_1,-30.00,15.00,-45.00,gbp,2027-01-10 10:00,2027-01-10 00:00,Chargeback,Zephyrine Moss,quill@canary.example,4242
        txn_canary10,charge,ch_10,0.50,0.50,0.00,eur,2027-01-11 10:00,2027-01-13 00:00,Gift,Ada Quillfeather,quill@canary.example,4242

        """;

    /// <summary>The next export of Stripe, which overlaps with the first: one payment of it, and one more.</summary>
    public const string StripeLater = """
        id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description
        txn_canary2,charge,ch_2,"1,000.00",14.25,985.75,eur,2027-01-04 09:12,2027-01-06 00:00,Gift
        txn_canary11,charge,ch_11,50.00,1.00,49.00,eur,2027-01-12 09:12,2027-01-14 00:00,Gift

        """;

    /// <summary>GoCardless, "Payout breakdown", its transactions: one gift each month, one once, a failed one and a refund.</summary>
    public const string GoCardless = """
        customers.id,customers.given_name,customers.family_name,customers.company_name,customers.email,resources.type,resources.description,resources.created_at,resources.charge_date,resources.status,resources.reference,gross_amount,gocardless_fees,app_fees,net_amount,currency,payouts.id,payouts.arrival_date,creditors.id,payments.id,refunds.id,mandates.id,subscriptions.id
        CU0001,Bram,Oakenshade,,oaken@canary.example,payment,Monthly,2026-12-28,2027-01-04,paid_out,REF1,15.00,-0.35,0.00,14.65,GBP,PO001,2027-01-06,CR01,PM00CANARY1,,MD01,SB01
        CU0002,Bram,Oakenshade,,oaken@canary.example,payment,Once,2026-12-28,2027-01-04,paid_out,REF2,40.00,-0.60,0.00,39.40,GBP,PO001,2027-01-06,CR01,PM00CANARY2,,MD02,
        CU0003,Bram,Oakenshade,,oaken@canary.example,payment,Once,2026-12-28,2027-01-04,failed,REF3,40.00,-0.60,0.00,39.40,GBP,PO001,2027-01-06,CR01,PM00CANARY3,,MD03,
        CU0001,Bram,Oakenshade,,oaken@canary.example,refund,Refund,2027-01-05,,refunded,REF1,-15.00,0.00,0.00,-15.00,GBP,PO001,2027-01-06,CR01,PM00CANARY1,RF001,MD01,SB01

        """;

    /// <summary>HelloAsso, payments: a ticket, a gift, a gift each month, one that was refunded, one refused, one offline.</summary>
    public const string HelloAsso = """
        Référence commande;Référence paiement;Montant total;Date du paiement;Statut du paiement;Versé;Date du versement;Nom payeur;Prénom payeur;Email payeur;Campagne;Type de campagne;Montant du tarif;Montant des options;Don supplémentaire;Montant du code promo;Moyen de paiement
        82810;770012341;45,00;03/01/2027 18:23:13;Payé;Oui;31/01/2027;Larkspurre;Odile;larks@canary.example;Concert;Billetterie;40,00;;5,00;;Carte bancaire
        82811;770012342;1 250,50;04/01/2027 08:00:00;Payé;Non;;Larkspurre;Odile;larks@canary.example;Hiver;Don;1 250,50;;;;Carte bancaire
        82812;770012343;12,00;05/01/2027;Payé;Non;;Larkspurre;Odile;larks@canary.example;Hiver;Don mensuel;12,00;;;;Prélèvement SEPA
        82813;770012344;30,00;06/01/2027;Remboursé;Non;;Larkspurre;Odile;larks@canary.example;Hiver;Don;30,00;;;;Carte bancaire
        82814;770012345;30,00;06/01/2027;Refusé;Non;;Larkspurre;Odile;larks@canary.example;Hiver;Don;30,00;;;;Carte bancaire
        82815;770012346;10,00;07/01/2027;Hors Ligne;Hors Ligne;;Larkspurre;Odile;larks@canary.example;Hiver;Adhésion;10,00;;;;Virement bancaire

        """;

    /// <summary>An export that nobody knows, in Swiss francs and with the month first.</summary>
    public const string Unknown = """
        Ref;When;Who;Sum;Sort
        A1;01/31/2026;Ada Quillfeather;1.250,00;monthly
        A2;02/01/2026;Ada Quillfeather;-20,00;gift
        A3;02/02/2026;Ada Quillfeather;80,00;gala

        """;
}
